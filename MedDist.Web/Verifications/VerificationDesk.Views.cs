using MedDist.Core.Orders;
using MedDist.Core.Verifications;
using MedDist.Core.Workspace;
using MedDist.Web.Ui;

namespace MedDist.Web.Verifications;

/// <summary>Saved views of the desk, and the columns of its table.</summary>
public sealed partial class VerificationDesk
{
    private const string ListName = "verifications";
    private const string ColumnsKey = "verifications.columns";

    private IReadOnlyList<SavedView> views = [];
    private IReadOnlyDictionary<Guid, string> viewCounts = new Dictionary<Guid, string>();
    private ColumnLayout ownLayout = ColumnLayout.Usual;
    private bool choosingColumns;

    /// <summary>The view that the list started from.</summary>
    private SavedView? ActiveView => address.ActiveView is { } id ? views.FirstOrDefault(v => v.Id == id) : null;

    private ColumnLayout Layout => address.Columns is { } columns ? ColumnLayout.Read(columns) : ownLayout;

    /// <summary>The list as a view would keep it.</summary>
    private string AsView => (address with { Columns = Layout.Write() }).ToView();

    private bool IsViewChanged => ActiveView is { } view && VerificationAddress.Of(view.Id, view.Query).ToView() != (IsOwnLayout(view) ? address with { Columns = null } : address).ToView();

    private async Task ReadViewsAsync()
    {
        var had = ActiveView;
        views = await saved.ListAsync(ListName);
        StateHasChanged();
        await CountViewsAsync();
        if (address.ActiveView is not null && ActiveView is null)
        {
            if (had is not null)
            {
                toasts.Warning($"The view “{had.Name}” is gone", "It was deleted, or is not shared any more. The list stays as it is.");
            }

            await GoAsync(address with { View = null }, replace: true);
        }
    }

    private async Task CountViewsAsync()
    {
        var counted = views;
        var counts = counted.Count == 0 ? [] : await queries.CountListsAsync([.. counted.Select(v => VerificationAddress.Of(v.Id, v.Query).Filter)]);
        viewCounts = counted.Zip(counts).ToDictionary(c => c.First.Id, c => QueueCounts.Words(c.Second));
        StateHasChanged();
    }

    /// <summary>An address that says nothing of the list means the view it names, or the one that the user starts with.</summary>
    private VerificationAddress Expanded(Uri uri, VerificationAddress read)
    {
        if (VerificationAddress.IsBare(uri))
        {
            var meant = read.ActiveView ?? (read.View is null ? views.FirstOrDefault(v => v.IsDefault)?.Id : null);
            if (views.FirstOrDefault(v => v.Id == meant) is { } view)
            {
                return VerificationAddress.Of(view.Id, view.Query);
            }
        }

        if (read.ActiveView is { } named && views.All(v => v.Id != named))
        {
            toasts.Warning("The view is not there", "It was deleted, or is not shared with you.");
            return read with { View = null };
        }

        return read;
    }

    private Task ResetViewAsync() => ActiveView is { } view ? GoAsync(VerificationAddress.Of(view.Id, view.Query)) : Task.CompletedTask;

    private async Task OnViewSavedAsync(Guid id)
    {
        await ReadViewsAsync();
        if (views.FirstOrDefault(v => v.Id == id) is { } view)
        {
            var kept = VerificationAddress.Of(view.Id, view.Query);
            await GoAsync(kept with { Filter = kept.Filter with { Search = address.Filter.Search, Skip = address.Filter.Skip } }, replace: true);
        }
    }

    /// <summary>The list as everybody has it who saved nothing.</summary>
    private Task ResetAsync() => GoAsync(new VerificationAddress(new()) { View = views.Any(v => v.IsDefault) ? Guid.Empty : null });

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

    /// <summary>A view that keeps no columns is shown with the user's own.</summary>
    private bool IsOwnLayout(SavedView view) => address.Columns is null || (VerificationAddress.Of(view.Id, view.Query).Columns is null && Layout.Equals(ownLayout));
}
