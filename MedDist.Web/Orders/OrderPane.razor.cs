using MedDist.Core.Auditing;
using MedDist.Core.Orders;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace MedDist.Web.Orders;

/// <summary>One order in full. Reads it, records that it was looked at, and does what the user decides.</summary>
public sealed partial class OrderPane(
    OrderDetailQueries queries, OrderService service, OrderForwarding forwarding, PhiAccess phi, UserClock clock, TimeProvider time, Toasts toasts, PageScript script)
{
    // So that running down the list with a key held does not open, and record, each order on the way.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(150);

    private OrderDetails? details;
    private OrderActionDialog? dialog;
    private PaneCommand? waiting;
    private bool waitingWasSeen;
    private Guid handled;
    private Guid shown;
    private int seenRevision;
    private bool missing;
    private bool busy;
    private string? problem;

    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>The row of the list, shown until the rest is read; null when the order is not in the list.</summary>
    [Parameter] public OrderRow? Row { get; set; }

    /// <summary>Counts up when something changed, so that the order is read again.</summary>
    [Parameter] public int Revision { get; set; }

    [Parameter] public PaneCommand? Command { get; set; }

    [Parameter, EditorRequired] public ReasonDrafts Drafts { get; set; } = default!;

    [Parameter] public bool MayTriage { get; set; }

    [Parameter] public EventCallback Close { get; set; }

    /// <summary>Something was done to the order.</summary>
    [Parameter] public EventCallback<OrderAction> Acted { get; set; }

    [Parameter] public EventCallback<PaneForward> Forwarded { get; set; }

    /// <summary>Asks to give the order to somebody.</summary>
    [Parameter] public EventCallback<Claiming> Assign { get; set; }

    /// <summary>Asks to take the forwarded order back.</summary>
    [Parameter] public EventCallback<Guid> Undo { get; set; }

    private UserClock Clock => clock;

    private OrderRow? Shown => details?.Row ?? Row;

    protected override async Task OnParametersSetAsync()
    {
        if (Command is { } pressed && pressed.Id != handled && pressed.OrderId == Id)
        {
            // The first of several counts; the others were typed before anything could be seen of it.
            handled = pressed.Id;
            (waiting, waitingWasSeen) = waiting?.OrderId == Id ? (waiting, waitingWasSeen) : (pressed, details?.Row.Id == Id);
        }

        if (Id != shown)
        {
            await ShowAsync();
        }
        else if (Revision != seenRevision)
        {
            await ReadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (waiting is { } command && details?.Row.Id == command.OrderId)
        {
            waiting = null;
            await RunAsync(command.Action);
        }
    }

    /// <summary>Another order than before.</summary>
    private async Task ShowAsync()
    {
        var isFirst = shown == Guid.Empty;
        (shown, details, missing, problem) = (Id, null, false, null);
        waiting = waiting?.OrderId == Id ? waiting : null;
        var mine = Id;
        if (!isFirst)
        {
            await Task.Delay(Rest, time);
        }

        if (mine == Id && RendererInfo.IsInteractive)
        {
            await ReadAsync();
            if (details is not null && mine == Id)
            {
                await phi.RecordAsync("order", mine, PhiAction.View, "Order review");
            }
        }
    }

    private async Task ReadAsync()
    {
        seenRevision = Revision;
        var mine = Id;
        var found = await queries.GetAsync(mine);
        if (mine == Id)
        {
            (details, missing) = (found, found is null);
        }
    }
}
