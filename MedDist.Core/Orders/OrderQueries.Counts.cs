using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Counts beside the tabs and the saved views; each equals the list behind it.</summary>
public sealed partial class OrderQueries
{
    private static readonly QueueSection[] OpenSections = [QueueSection.RequiresAction, QueueSection.WithProvider, QueueSection.WithManufacturer, QueueSection.InTransit];

    /// <summary>How many orders each tab holds under the search and filters of <paramref name="filter"/>.</summary>
    public async Task<QueueCounts> CountsAsync(OrderFilter? filter = null, CancellationToken cancel = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            await db.Database.OpenConnectionAsync(cancel);
            if (await OpenNumbersAsync(db, filter ?? new(), cancel) is { } numbers)
            {
                return numbers.Counts.Or(await FarCountsAsync(db, numbers, cancel));
            }
        }

        var open = await OpenCountsAsync(filter ?? new(), cancel);
        return open.Or(await FarCountsAsync(filter ?? new(), cancel));
    }

    /// <summary>All counts of open orders at once, where nothing narrows them; null where the general way has to count.</summary>
    private static async Task<OpenNumbers?> OpenNumbersAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel) =>
        db.SeesAllOrders() && IsBare(filter) && db.Call.UserId is { } me ? await Compiled.GetValue(db.Model, _ => new TabQueries()).Open(db, me, cancel) : null;

    /// <summary>Whether a filter names a tab and how to show it, and narrows nothing.</summary>
    private static bool IsBare(OrderFilter filter) =>
        filter with { Tab = AsItStands.Tab, Sort = AsItStands.Sort, Descending = false, Group = AsItStands.Group, Skip = 0, Take = AsItStands.Take } == AsItStands;

    private static async Task<QueueCounts> FarCountsAsync(MedDistDbContext db, OpenNumbers open, CancellationToken cancel)
    {
        var done = await Compiled.GetValue(db.Model, _ => new TabQueries()).Done(db, cancel);
        return new(new Dictionary<QueueTab, int> { [QueueTab.Done] = done, [QueueTab.All] = Math.Min(done + open.Sum, QueueCounts.Most + 1) });
    }

    /// <summary>The tabs of orders that somebody still works on: their number does not grow with the years.</summary>
    public async Task<QueueCounts> OpenCountsAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await OpenNumbersAsync(db, filter, cancel) is { } numbers)
        {
            return numbers.Counts;
        }

        await db.Database.OpenConnectionAsync(cancel);
        var bySection = await OpenBySectionAsync(db, filter with { Status = null }, cancel);
        Dictionary<QueueTab, int> counts = [];
        foreach (var tab in Enum.GetValues<QueueTab>().Except(QueueCounts.Far))
        {
            counts[tab] = OrderFilter.SectionOf(tab) is { } section && (tab != filter.Tab || filter.Status is null)
                ? bySection.GetValueOrDefault(section)
                : await CountAsync(db, filter.ForTab(tab), cancel);
        }

        return new(counts);
    }

    /// <summary>The tabs that hold finished orders too. Leaves the caller's thread at once, so that a page stays usable while a long search is counted.</summary>
    public async Task<QueueCounts> FarCountsAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        if (await OpenNumbersAsync(db, filter, cancel) is { } open)
        {
            return await FarCountsAsync(db, open, cancel);
        }

        var (done, all) = (filter.ForTab(QueueTab.Done), filter.ForTab(QueueTab.All));
        var finished = await CountAsync(db, done, cancel);

        // Orders are open or done: with the same filters, there is nothing to count again.
        var together = done.Status == all.Status
            ? finished + (await OpenBySectionAsync(db, all, cancel)).Values.Sum()
            : await CountAsync(db, all, cancel);
        return new(new Dictionary<QueueTab, int> { [QueueTab.Done] = finished, [QueueTab.All] = Math.Min(together, QueueCounts.Most + 1) });
    }

    /// <summary>How many orders lists hold, up to <see cref="QueueCounts.Most"/>. Leaves the caller's thread at once.</summary>
    public async Task<IReadOnlyList<int>> CountListsAsync(IReadOnlyList<OrderFilter> filters, CancellationToken cancel = default)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        List<int> counts = [];
        foreach (var filter in filters)
        {
            counts.Add(await CountAsync(db, filter, cancel));
        }

        return counts;
    }

    private static Task<int> CountAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel) => Matching(db, filter).Take(QueueCounts.Most + 1).CountAsync(cancel);

    private static Task<Dictionary<QueueSection, int>> OpenBySectionAsync(MedDistDbContext db, OrderFilter filter, CancellationToken cancel) =>
        Narrowed(db.SubmittedOrders().Where(o => OpenSections.Contains(o.Section)), filter)
            .GroupBy(o => o.Section).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
}
