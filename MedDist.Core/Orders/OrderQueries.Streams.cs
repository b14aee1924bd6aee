using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Whole lists, for files.</summary>
public sealed partial class OrderQueries
{
    /// <summary>All rows of a list in its order, as <see cref="ListAsync"/> shows them page by page: by one query, which others' changes do not reach, and never all in memory.</summary>
    public async IAsyncEnumerable<OrderRow> StreamAsync(OrderFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (filter.Group == OrderGroup.Episode)
        {
            for (var skip = 0; (await ListAsync(filter with { Skip = skip, Take = OrderFilter.MaxPageSize }, cancel)) is { Rows.Count: > 0 } page; skip += OrderFilter.MaxPageSize)
            {
                foreach (var row in page.Rows)
                {
                    yield return row;
                }
            }

            yield break;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var row in RowsOf(Ordered(Matching(db, filter), filter)).AsAsyncEnumerable().WithCancellation(cancel))
        {
            yield return Shown(row);
        }
    }

    /// <summary>How many orders a list holds.</summary>
    public async Task<int> CountAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Matching(db, filter).CountAsync(cancel);
    }
}
