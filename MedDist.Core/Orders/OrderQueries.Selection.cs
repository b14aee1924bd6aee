using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>The orders that a selection means.</summary>
public sealed partial class OrderQueries
{
    /// <summary>The ids of all orders that match, in the order of the list; not more than <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(OrderFilter filter, int most, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Ordered(Matching(db, filter), filter).Take(most).Select(o => o.Id).ToListAsync(cancel);
    }
}
