using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Workspace;
using MedDist.Web.Ui;

namespace MedDist.Web.Orders;

/// <summary>Saved views of the queue, and the columns.</summary>
public sealed partial class OrderQueue
{
    private const string ListName = "orders";
    private const string ColumnsKey = "orders.columns";

    private IReadOnlyList<SavedView> views = [];
    private ColumnLayout ownLayout = ColumnLayout.Usual;
    private bool choosingColumns;

    /// <summary>The view that the list started from.</summary>
    private SavedView? ActiveView => address.ActiveView is { } id ? views.FirstOrDefault(v => v.Id == id) : null;

    private ColumnLayout Layout => address.Columns is { } columns ? ColumnLayout.Read(columns) : ownLayout;

    /// <summary>The list as a view would keep it.</summary>
    private string AsView => (address with { Columns = Layout.Write() }).ToView();

    private bool IsViewChanged => ActiveView is { } view && QueueAddress.Of(view.Id, view.Query).ToView() != (IsOwnLayout(view) ? address with { Columns = null } : address).ToView();

    private bool IsUsualList => address.ToView() == new QueueAddress(new OrderFilter()).ToView() && address.Filter.Search is null;

    private async Task ReadViewsAsync()
    {
        views = await saved.ListAsync(ListName);
        StateHasChanged();
        _ = CountFarAsync();
    }

    private async Task OnViewsChangedAsync(IReadOnlySet<Change> changes)
    {
        await ReadViewsAsync();
        if (address.ActiveView is not null && ActiveView is null)
        {
            toasts.Warning("The view is gone", "It was deleted, or is not shared any more. The list stays as it is.");
            await GoAsync(address with { View = null }, replace: true);
        }
    }

    /// <summary>An address that says nothing of the list means the view it names, or the one that the user starts with.</summary>
    private QueueAddress Expanded(Uri uri, QueueAddress read)
    {
        if (QueueAddress.IsBare(uri))
        {
            var wanted = read.ActiveView ?? (read.View is null && read.OpenOrder is null ? views.FirstOrDefault(v => v.IsDefault)?.Id : null);
            if (views.FirstOrDefault(v => v.Id == wanted) is { } view)
            {
                return QueueAddress.Of(view.Id, view.Query) with { OpenOrder = read.OpenOrder };
            }
        }

        if (read.ActiveView is { } named && views.All(v => v.Id != named))
        {
            toasts.Warning("The view is not there", "It was deleted, or is not shared with you.");
            return read with { View = null };
        }

        return read;
    }

    private Task OpenViewAsync(SavedView view) => GoAsync(QueueAddress.Of(view.Id, view.Query));

    private Task ResetViewAsync() => ActiveView is { } view ? OpenViewAsync(view) : Task.CompletedTask;

    private async Task OnViewSavedAsync(Guid id)
    {
        await ReadViewsAsync();
        if (views.FirstOrDefault(v => v.Id == id) is { } view)
        {
            var kept = QueueAddress.Of(view.Id, view.Query);
            await GoAsync(kept with { OpenOrder = address.OpenOrder, Filter = kept.Filter with { Search = address.Filter.Search, Skip = address.Filter.Skip } }, replace: true);
        }
    }

    /// <summary>The list as everybody has it who saved nothing.</summary>
    private Task ResetAsync() => GoAsync(new QueueAddress(new OrderFilter()) { View = views.Any(v => v.IsDefault) ? Guid.Empty : null });

    /// <summary>Columns belong to the view that is open, else to the user.</summary>
    private async Task SetColumnsAsync(ColumnLayout layout)
    {
        if (ActiveView is not null)
        {
            await GoAsync(address with { Columns = layout.Write() }, replace: true);
            return;
        }

        ownLayout = layout;
        if (address.Columns is not null)
        {
            await GoAsync(address with { Columns = null }, replace: true);
        }

        StateHasChanged();
        await preferences.SetAsync(ColumnsKey, layout.IsUsual ? null : layout.Write());
    }

    /// <summary>Called by the browser when the edge of a column was dragged.</summary>
    [Microsoft.JSInterop.JSInvokable]
    public Task OnResizeAsync(string column, int width) => SetColumnsAsync(Layout.With(QueueColumns.Choices, column, p => p with { Width = width }));

    /// <summary>A view that keeps no columns is shown with the user's own.</summary>
    private bool IsOwnLayout(SavedView view) => address.Columns is null || (QueueAddress.Of(view.Id, view.Query).Columns is null && Layout.Equals(ownLayout));
}
