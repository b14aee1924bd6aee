using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using MedDist.Core.Workspace;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace MedDist.Web.Verifications;

/// <summary>The verification desk: follows its address, reads what it shows, and keeps the user's place in it.</summary>
public sealed partial class VerificationDesk(
    VerificationQueries queries, VerificationMoves moves, SavedFilterService saved, UserPreferences preferences, NavigationManager navigation, ICallContext call, Toasts toasts,
    TimeProvider time, IJSRuntime js)
{
    private static readonly string[] Watched = [nameof(Verification), nameof(Order)];
    private static readonly string[] WatchedViews = [nameof(SavedFilter)];

    private readonly OwnNavigations own = new(time);
    private VerificationAddress address = new(new());
    private OrderFilterChoices? choices;
    private DeskBoard? board;
    private VerificationMatrix? matrix;
    private VerificationPage? page;
    private RowSelection? selection;
    private VerificationBulkDialog? bulk;
    private string? current;
    private string? wanted;
    private int total;
    private int pageable;
    private int reading;
    private bool loading = true;
    private bool startIsUnwritten;
    private bool filtersShown;
    private ElementReference root;
    private IJSObjectReference? module;
    private IJSObjectReference? attached;
    private DotNetObjectReference<VerificationDesk>? self;

    private bool MayUpdate => VerificationPermissions.MayUpdate(call.Role);

    private bool IsNarrowed => address.Filter.Unpaged() != new VerificationFilter();

    private string? Subtitle => loading ? null : total == 1 ? "1 case" : $"{total:N0} cases";

    private GridCursor Cursor => board is not null ? VerificationBoard.CursorOf(board) : matrix is not null ? VerificationMatrixGrid.CursorOf(matrix)
        : new([[.. (page?.Rows ?? []).Select(r => VerificationLook.ElementOf(r.Id))]]);

    private IEnumerable<VerificationRow> Shown => board?.Lanes.SelectMany(l => l.Rows) ?? matrix?.Lines.SelectMany(l => l.Cells.Values).SelectMany(c => c.Cases) ?? page?.Rows ?? [];

    private VerificationRow? CurrentRow => Shown.FirstOrDefault(r => VerificationLook.ElementOf(r.Id) == current);

    protected override async Task OnInitializedAsync()
    {
        selection = MayUpdate ? new() : null;
        address = VerificationAddress.Read(new Uri(navigation.Uri), navigation.HistoryEntryState);
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        navigation.LocationChanged += OnLocationChanged;
        choices = await queries.ChoicesAsync();
        ownLayout = ColumnLayout.Read(await preferences.GetAsync<string>(ColumnsKey));
        views = await saved.ListAsync(ListName);
        var start = Expanded(new Uri(navigation.Uri), address);
        (startIsUnwritten, address) = (start != address, start);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await js.InvokeAsync<IJSObjectReference>("import", "./Verifications/VerificationDesk.razor.js");
            attached = await module.InvokeAsync<IJSObjectReference>("attach", root, self);
        }

        if (module is not null && startIsUnwritten)
        {
            // Before the page is attached the browser would load it anew.
            startIsUnwritten = false;
            Navigate(address, replace: true);
        }

        if (module is not null && wanted is { } id)
        {
            wanted = null;
            await module.InvokeVoidAsync("focusOn", id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= OnLocationChanged;
        try
        {
            await (attached?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone.
        }

        self?.Dispose();
    }

    private async Task LoadAsync()
    {
        var (mine, asked) = (++reading, address);
        var read = (
            Board: asked.Layout == DeskLayout.Board ? await queries.BoardAsync(asked.Filter) : null,
            Matrix: asked.Layout == DeskLayout.Matrix ? await queries.MatrixAsync(asked.Filter) : null,
            Page: asked.Layout == DeskLayout.Table ? await queries.ListAsync(asked.Filter) : null);
        if (mine != reading)
        {
            return;
        }

        (board, matrix, page, loading) = (read.Board, read.Matrix, read.Page, false);
        (total, pageable) = (board?.Total ?? matrix?.Cases ?? page!.Total, matrix?.Recipients ?? page?.Total ?? 0);
        current = Cursor.Keep(current);
        selection?.Show([.. Shown.Select(r => r.Id)], total);
        if (asked.Layout != DeskLayout.Board && pageable > 0 && asked.Filter.Skip >= pageable)
        {
            await GoAsync(asked with { Filter = asked.Filter with { Skip = (pageable - 1) / asked.Filter.Take * asked.Filter.Take } }, replace: true);
        }

        StateHasChanged();
        await CountViewsAsync();
    }

    private Task NarrowAsync(Func<VerificationFilter, VerificationFilter> change) => GoAsync(address.With(change));

    private Task ShowAsAsync(DeskLayout layout) => GoAsync(address with { Layout = layout, Filter = address.Filter with { Skip = 0 } });

    private Task ShowLaneAsync(DeskColumn column) => GoAsync(address.With(f => f with { Column = column }) with { Layout = DeskLayout.Table });

    private Task SortByAsync(VerificationSort sort) => NarrowAsync(f => f with { Sort = sort, Descending = f.Sort == sort && !f.Descending });

    private void StepTo(string? element)
    {
        (current, wanted) = (element, element);
        StateHasChanged();
    }

    private Task StepAsync(int right, int down)
    {
        StepTo(Cursor.Step(current, right, down));
        return Task.CompletedTask;
    }

    private Task EndAsync(bool last)
    {
        StepTo(Cursor.End(current, last));
        return Task.CompletedTask;
    }

    private Task OpenAsync()
    {
        if (CurrentRow is { } row)
        {
            navigation.NavigateTo(VerificationLook.AddressOf(row.Id));
        }

        return Task.CompletedTask;
    }

    private void SelectCurrent()
    {
        if (CurrentRow is { } row)
        {
            selection!.Toggle(row.Id);
        }
    }

    private async Task FocusSearchAsync() => await (module?.InvokeVoidAsync("focusOn", "desk-search") ?? ValueTask.CompletedTask);

    /// <summary>Shows something else at once; the browser's address follows.</summary>
    private Task GoAsync(VerificationAddress next, bool replace = false)
    {
        Navigate(next, replace);
        return FollowAsync(next);
    }

    private void Navigate(VerificationAddress next, bool replace)
    {
        own.Expect(navigation.ToAbsoluteUri(next.Write()));
        navigation.NavigateTo(next.Write(), new NavigationOptions { ReplaceHistoryEntry = replace, HistoryEntryState = next.PrivateSearch });
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        var uri = new Uri(e.Location);
        if (own.Of(uri) == NavigationReport.Follow && VerificationAddress.IsDesk(uri))
        {
            _ = InvokeAsync(() => FollowBrowserAsync(uri, VerificationAddress.Read(uri, e.HistoryEntryState ?? address.PrivateSearch)));
        }
    }

    private async Task FollowBrowserAsync(Uri uri, VerificationAddress next)
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

    private async Task FollowAsync(VerificationAddress next)
    {
        if (selection is { Count: > 0 and var count } && next.Filter.Unpaged() != address.Filter.Unpaged())
        {
            selection.Clear();
            toasts.Warning(count == 1 ? "1 case is no longer selected" : $"{count:N0} cases are no longer selected", "The selection belonged to the list as it was before.");
        }

        var isOther = next.Filter != address.Filter || next.Layout != address.Layout;
        address = next;
        StateHasChanged();
        if (isOther)
        {
            await LoadAsync();
        }
    }
}
