using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Workspace;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace MedDist.Web.Orders;

/// <summary>The order queue: follows its address, reads the list, and keeps the user's place in it.</summary>
public sealed partial class OrderQueue(
    OrderQueries orders, OrderForwarding forwarding, SavedFilterService saved, UserPreferences preferences, NavigationManager navigation, ICallContext call, UserClock clock, Toasts toasts,
    TimeProvider time, PageScript script, IJSRuntime js)
{
    private static readonly string[] Watched = [nameof(Order), nameof(Core.Integrations.QueueItem)];
    private static readonly string[] WatchedViews = [nameof(SavedFilter)];
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(250);

    private readonly OwnNavigations own = new(time);
    private QueueAddress address = new(new OrderFilter());
    private QueueView view = QueueView.Empty;
    private OrderFilter? shownFilter;
    private OrderFilterChoices? choices;
    private OrderTable? table;
    private Guid? openId;
    private string? shownElement;
    private bool loading = true;
    private bool startIsUnwritten;
    private bool paneWantsFocus;
    private bool filtersShown;
    private int reading;
    private int settling;
    private int revision;
    private ITimer? minute;
    private IJSObjectReference? module;
    private IJSObjectReference? list;
    private DotNetObjectReference<OrderQueue>? self;

    private bool MayTriage => OrderPermissions.MayTriage(call.Role);

    /// <summary>The columns as they stand, but the boxes to tick.</summary>
    private IReadOnlyList<string> ExportColumns => [.. QueueColumns.Of(Layout).Where(c => !c.Column.IsFixed).Select(c => c.Column.Id)];

    private string TabName => OrderQueueTabs.Name(address.Filter.Tab);

    private string? Subtitle => counts is null ? null : view.Total == 1 ? "1 order" : $"{view.Total:N0} orders";

    protected override async Task OnInitializedAsync()
    {
        address = QueueAddress.Read(new Uri(navigation.Uri), navigation.HistoryEntryState);
        openId = address.OpenOrder;
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        navigation.LocationChanged += OnLocationChanged;
        minute = time.CreateTimer(_ => InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        choices = await orders.ChoicesAsync();
        ownLayout = ColumnLayout.Read(await preferences.GetAsync<string>(ColumnsKey));
        views = await saved.ListAsync(ListName);
        var start = Expanded(new Uri(navigation.Uri), address);
        if (start != address)
        {
            (address, startIsUnwritten) = (start, true);
        }

        await SelectFromAddressAsync();
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await js.InvokeAsync<IJSObjectReference>("import", "./Orders/OrderQueue.razor.js");
            list = await module.InvokeAsync<IJSObjectReference>("attach", table!.Scroller, self);
        }

        if (list is not null && startIsUnwritten)
        {
            // Before the page is attached the browser would load it anew.
            startIsUnwritten = false;
            Navigate(address, replace: true);
        }

        await FocusWhatWasAskedAsync();
        if (list is not null && shownElement != table!.CurrentElement)
        {
            shownElement = table.CurrentElement;
            await list.InvokeVoidAsync("show", shownElement);
        }
    }

    public async ValueTask DisposeAsync()
    {
        gone = true;
        navigation.LocationChanged -= OnLocationChanged;
        minute?.Dispose();
        try
        {
            await (list?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone.
        }

        self?.Dispose();
    }

    /// <summary>The page as the user asked for it.</summary>
    private async Task LoadAsync()
    {
        var mine = ++reading;
        var (page, open) = (await orders.ListAsync(address.Filter), await orders.OpenCountsAsync(address.Filter));
        if (mine != reading)
        {
            return;
        }

        (view, shownFilter, loading) = (QueueView.Of(page, openId ?? view.CurrentId), address.Filter, false);
        TakeCounts(open, page.Total);
        ShowSelection();
        if (page.Rows.Count == 0 && page.Pageable > 0)
        {
            await GoAsync(address with { Filter = address.Filter with { Skip = (page.Pageable - 1) / address.Filter.Take * address.Filter.Take } }, replace: true);
        }

        StateHasChanged();
    }

    /// <summary>Somebody saved something: the open order is read again only if it may be concerned.</summary>
    private Task OnChangedAsync(IReadOnlySet<Change> changes)
    {
        revision += changes.Any(c => c.Id == openId || c.Entity != nameof(Order)) ? 1 : 0;
        return RefreshAsync();
    }

    /// <summary>The same page again, because somebody changed something: the user keeps their place.</summary>
    private async Task RefreshAsync()
    {
        if (shownFilter != address.Filter)
        {
            await LoadAsync();
            return;
        }

        var mine = ++reading;
        var (page, open) = (await orders.ListAsync(address.Filter), await orders.OpenCountsAsync(address.Filter));
        var refreshed = view.Refresh(page);
        var left = refreshed.Left.Count > 0 ? await orders.FindAsync(refreshed.Left) : [];
        if (mine == reading)
        {
            (view, loading) = (view.Refresh(page).With(left), false);
            TakeCounts(open, page.Total);
            ShowSelection();
            StateHasChanged();
        }
    }

    /// <summary>Called by the browser for a plain click on a tab: the tab of what is shown by then, not of what was shown when the link was drawn.</summary>
    [JSInvokable]
    public Task OnTabAsync(string tab) => Enum.TryParse<QueueTab>(tab, out var to) ? ShowAsync(to) : Task.CompletedTask;

    /// <summary>Shows something else at once; the browser's address follows.</summary>
    private Task GoAsync(QueueAddress next, bool replace = false)
    {
        Navigate(next, replace);
        return FollowAsync(next);
    }

    private void Navigate(QueueAddress next, bool replace)
    {
        own.Expect(navigation.ToAbsoluteUri(next.Write()));
        navigation.NavigateTo(next.Write(), new NavigationOptions { ReplaceHistoryEntry = replace, HistoryEntryState = next.PrivateSearch });
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        var uri = new Uri(e.Location);
        if (own.Of(uri) != NavigationReport.Follow)
        {
            return;
        }

        if (QueueAddress.IsList(uri))
        {
            // A link of this page says that something is searched for, but carries no history state to say what: it stays.
            var search = e.HistoryEntryState ?? address.PrivateSearch;
            _ = InvokeAsync(() => FollowBrowserAsync(uri, QueueAddress.Read(uri, search)));
        }
    }

    private async Task FollowBrowserAsync(Uri uri, QueueAddress next)
    {
        try
        {
            var meant = Expanded(uri, next);
            await (meant == next ? FollowAsync(next) : GoAsync(meant, replace: true));
        }
        catch (Exception failure)
        {
            // Nothing awaits what follows a navigation: the page's error boundary has to be told.
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task FollowAsync(QueueAddress next)
    {
        var isOtherList = next.Filter != address.Filter;
        LetGoOfSelection(next.Filter);
        settling++;
        (address, openId) = (next, next.OpenOrder);
        if (openId is { } id && view.Lines.Any(l => l.Row.Id == id))
        {
            view = view.GoTo(id);
        }

        StateHasChanged();
        if (isOtherList)
        {
            await LoadAsync();
        }
    }
}
