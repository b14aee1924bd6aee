using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>The counts beside tabs and saved views. Those of finished orders come after the list, and never hold it up.</summary>
public sealed partial class OrderQueue
{
    private QueueCounts? counts;
    private IReadOnlyDictionary<Guid, int> viewCounts = new Dictionary<Guid, int>();
    private OrderFilter? countedFilter;
    private bool counting;
    private int countsWanted;
    private bool gone;

    /// <summary>The counts as they are shown; the list that is on screen says its own number.</summary>
    private IReadOnlyDictionary<QueueTab, string> CountWords => loading || counts is null
        ? new Dictionary<QueueTab, string>()
        : counts.ByTab.ToDictionary(c => c.Key, c => QueueCounts.Words(c.Value, isExact: c.Key == address.Filter.Tab));

    private IReadOnlyDictionary<Guid, string> ViewCountWords => viewCounts.ToDictionary(c => c.Key, c =>
        c.Key == ActiveView?.Id && !IsViewChanged && address.PrivateSearch is null && !loading ? QueueCounts.Words(view.Total, isExact: true) : QueueCounts.Words(c.Value));

    /// <summary>Takes over what was counted with the list; what was not counted under other filters is unknown until it is.</summary>
    private void TakeCounts(QueueCounts open, int listed)
    {
        var filter = CountFilter(address.Filter);
        counts = open.Or(filter == countedFilter ? counts : null).With(address.Filter.Tab, listed);
        countedFilter = filter;
        _ = CountFarAsync();
    }

    /// <summary>Counts what is slow to count, once at a time; what was asked meanwhile is counted after that.</summary>
    private async Task CountFarAsync()
    {
        countsWanted++;
        if (counting || shownFilter is null)
        {
            return;
        }

        counting = true;
        try
        {
            for (var seen = 0; seen != countsWanted && !gone;)
            {
                seen = countsWanted;
                await CountFarAsync(seen);
            }
        }
        catch (Exception failure)
        {
            // Nothing awaits this: the page's error boundary has to be told, unless the page is gone.
            await (gone ? Task.CompletedTask : DispatchExceptionAsync(failure));
        }
        finally
        {
            counting = false;
        }
    }

    private async Task CountFarAsync(int seen)
    {
        var (filter, listed) = (address.Filter, views);
        var far = await orders.FarCountsAsync(filter);
        var ofViews = await orders.CountListsAsync([.. listed.Select(v => QueueAddress.Of(v.Id, v.Query).Filter)]);
        if (gone || seen != countsWanted)
        {
            return;
        }

        counts = far.Or(counts);
        counts = loading ? counts : counts.With(filter.Tab, view.Total);
        viewCounts = listed.Zip(ofViews).ToDictionary(v => v.First.Id, v => v.Second);
        StateHasChanged();
    }

    // All that a count of finished orders depends on.
    private static OrderFilter CountFilter(OrderFilter filter)
    {
        var isFar = filter.Status is not null && QueueCounts.Far.Contains(filter.Tab);
        return filter with { Tab = isFar ? filter.Tab : QueueTab.Action, Status = isFar ? filter.Status : null, Skip = 0, Take = 50, Sort = OrderSort.Urgency, Descending = false, Group = OrderGroup.None };
    }
}
