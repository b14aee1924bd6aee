using System.Runtime.CompilerServices;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MedDist.Core.Orders;

/// <summary>
/// What is asked most, with each change of tab and each live refresh: a tab as it stands, most urgent first. Compiled once, because on an embedded database building such a question anew
/// takes as long as answering it. A test holds its answers against those of the general way.
/// </summary>
public sealed partial class OrderQueries
{
    private static readonly ConditionalWeakTable<IModel, TabQuery> Compiled = [];

    private static readonly OrderFilter AsItStands = new();

    /// <summary>The section behind a filter that only names a tab, for a caller whose role sees all of it; null where the general way has to answer.</summary>
    private static QueueSection? PlainTab(MedDistDbContext db, OrderFilter filter) =>
        db.SeesAllOrders() && filter with { Tab = AsItStands.Tab, Skip = 0, Take = AsItStands.Take } == AsItStands ? OrderFilter.SectionOf(filter.Tab) : null;

    private async Task<OrderPage> TabAsync(MedDistDbContext db, QueueSection section, OrderFilter filter, CancellationToken cancel)
    {
        var (query, skip, take) = (Compiled.GetValue(db.Model, _ => new TabQuery()), SkipOf(filter), TakeOf(filter));
        List<OrderRow> rows = new(take);
        await foreach (var row in query.Page(db, section, skip, take).WithCancellation(cancel))
        {
            rows.Add(Shown(row));
        }

        return new(rows, IsWhole(rows, filter) ? rows.Count : await query.Count(db, section, cancel));
    }

    /// <summary>EF compiles for one model: there is one of these for each database in a process.</summary>
    private sealed class TabQuery
    {
        public Func<MedDistDbContext, QueueSection, int, int, IAsyncEnumerable<OrderRow>> Page { get; } = EF.CompileAsyncQuery(
            (MedDistDbContext db, QueueSection section, int skip, int take) =>
                db.Orders.Where(o => o.Section != QueueSection.Draft && o.Section == section).OrderBy(o => o.QueuePosition).ThenBy(o => o.Id).Skip(skip).Take(take).Select(ToRow));

        public Func<MedDistDbContext, QueueSection, CancellationToken, Task<int>> Count { get; } = EF.CompileAsyncQuery(
            (MedDistDbContext db, QueueSection section, CancellationToken cancel) => db.Orders.Where(o => o.Section != QueueSection.Draft && o.Section == section).Count());
    }
}
