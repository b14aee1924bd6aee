using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace MedDist.Web.Orders;

/// <summary>One order in full, with everything that happened to it and all that can be done.</summary>
public sealed partial class OrderPage(
    OrderDetailQueries queries, OrderNeighbours neighbours, OrderDisclosure disclosure, OrderSteps steps, PhiAccess phi, NavigationManager navigation, ICallContext call, Ui.PageScript script, IJSRuntime js)
{
    private static readonly string[] Watched = [nameof(Order), nameof(Core.Integrations.QueueItem)];

    private readonly ReasonDrafts drafts = new();
    private OrderDetails? details;
    private OrderPlace? place;
    private OrderActionDialog? dialog;
    private OrderClaimDesk? claimDesk;
    private OrderEditor? editor;
    private IJSObjectReference? module;
    private IJSObjectReference? paper;
    private IJSObjectReference? submit;
    private DotNetObjectReference<OrderPage>? self;
    private Guid shown;
    private int revision;
    private bool missing;
    private bool busy;
    private bool editing;
    private bool showRecipient;
    private string? problem;

    [Parameter] public Guid Id { get; set; }

    /// <summary>Whether the editor opens by itself, for what was sent back.</summary>
    [SupplyParameterFromQuery] public bool Fix { get; set; }

    private bool MayTriage => OrderPermissions.MayTriage(call.Role);

    private bool MayTakeForm => OrderPermissions.SeesRecipientNames(call.Role) && OrderPermissions.SeesPrices(call.Role);

    private QueueAddress List => QueueAddress.Read(new Uri(navigation.Uri), navigation.HistoryEntryState) with { OpenOrder = null };

    private IReadOnlyList<Ui.TrailStep> Trail => [new("Orders", Back)];

    private string Back => (List with { Filter = List.Filter with { Skip = place?.Skip ?? List.Filter.Skip }, OpenOrder = missing ? null : Id }).Write();

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || shown == Id)
        {
            return;
        }

        (shown, details, missing, problem, showRecipient, busy) = (Id, null, false, null, false, false);
        await ReadAsync();
        place = await neighbours.FindAsync(List.Filter, Id);
        if (details is not null)
        {
            await phi.RecordAsync("order", Id, PhiAction.View, "Order page");
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            paper = await script.WatchPaperAsync(self);
            module = await js.InvokeAsync<IJSObjectReference>("import", "./Orders/OrderPage.razor.js");
            submit = await module.InvokeAsync<IJSObjectReference>("watch");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (paper?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (submit?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone.
        }

        self?.Dispose();
    }

    /// <summary>Called by the browser when the page goes to paper, by its button or by the browser's own.</summary>
    [JSInvokable]
    public Task OnPrintAsync() => details is null ? Task.CompletedTask : disclosure.PrintedAsync(Id);

    private Task PrintAsync() => script.PrintAsync();

    /// <summary>Somebody saved something; the outbox's rows are few, and do not name their order.</summary>
    private Task OnChangedAsync(IReadOnlySet<Change> changes) =>
        changes.Any(c => c.Id == Id || (c.Entity != nameof(Order) && details?.Row.SendState == SendState.Waiting)) ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        var mine = Id;
        var found = await queries.GetAsync(mine);
        if (mine != Id)
        {
            return;
        }

        (details, missing) = (found, found is null);
        revision++;

        // An order that has left the list keeps its neighbours, so that one can go on from it.
        if (found is not null && place is not null && await neighbours.FindAsync(List.Filter, mine) is { Place: not null } now)
        {
            place = now;
        }

        StateHasChanged();
    }

    private Task GoAsync(Guid? order)
    {
        if (order is { } id)
        {
            Navigate(OrderAddress.Full(id, List));
        }

        return Task.CompletedTask;
    }

    private Task BackAsync()
    {
        Navigate(Back);
        return Task.CompletedTask;
    }

    private void Navigate(string to) => navigation.NavigateTo(to, new NavigationOptions { HistoryEntryState = List.PrivateSearch });

    private Task ClaimAsync() => details is { } open ? claimDesk!.ToggleAsync(open.Row) : Task.CompletedTask;

    /// <summary>Does what needs nothing more, or asks.</summary>
    private async Task BeginAsync(OrderAction action)
    {
        if (details is not { } open || busy || dialog is { IsOpen: true })
        {
            return;
        }

        problem = editor is { IsEditing: true } ? "Save or cancel your edit first." : OrderAsk.RefusalOf(open, action);
        if (problem is not null)
        {
            return;
        }

        if (Asks(action, open))
        {
            dialog!.Ask(action, open.Row);
            return;
        }

        problem = (action == OrderAction.Forward ? await ForwardAsync(open.Row) : await MoveAsync(new MoveOrder(action) { SeenVersion = open.Row.Version }))?.Message;
        if (problem is null)
        {
            await ActedAsync();
        }
    }

    /// <summary>A step of the provider asks only a coordinator, who does it on behalf.</summary>
    private bool Asks(OrderAction action, OrderDetails open) => action switch
    {
        OrderAction.Approve => OrderAsk.NeedsBypass(open),
        OrderAction.Submit or OrderAction.Resubmit or OrderAction.Receive or OrderAction.Use => Order.ActsOnBehalf(action, call.Role),
        _ => OrderActionWords.Question(action, "") is not null,
    };

    private async Task<Failure?> MoveAsync(MoveOrder move)
    {
        busy = true;
        var failure = await steps.MoveAsync(details!.Row, move);
        busy = false;
        if (failure is not null)
        {
            await ReadAsync();
        }

        return failure;
    }

    private async Task<Failure?> ForwardAsync(OrderRow row)
    {
        busy = true;
        var failure = await steps.ForwardAsync(row, ReadAsync);
        busy = false;
        return failure;
    }

    private async Task RetryAsync()
    {
        problem = (await steps.RetryAsync(details!.Row))?.Message;
        await ReadAsync();
    }

    private Task ActedAsync()
    {
        problem = null;
        return ReadAsync();
    }
}
