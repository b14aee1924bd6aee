using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>The orders that a change of cases concerns.</summary>
public static class VerificationOrders
{
    /// <summary>
    /// Recomputes the open orders of these recipients and manufacturers, once the cases are saved; the caller saves again, in the same transaction. Returns whether there are any. In chunks of some hundreds.
    /// </summary>
    public static async Task<bool> RefreshAsync(MedDistDbContext db, OrderFactService facts, IReadOnlyCollection<(Guid Recipient, Guid Manufacturer)> pairs, CancellationToken cancel)
    {
        var recipients = pairs.Select(p => p.Recipient).Distinct().ToList();
        var manufacturers = pairs.Select(p => p.Manufacturer).Distinct().ToList();
        var orders = await db.Orders.Include(o => o.Items)
            .Where(o => o.Section != QueueSection.Done && o.RecipientId != null && EF.Parameter(recipients).Contains(o.RecipientId.Value)
                && o.ManufacturerId != null && EF.Parameter(manufacturers).Contains(o.ManufacturerId.Value))
            .OrderBy(o => o.Id).ToListAsync(cancel);
        var wanted = pairs.ToHashSet();
        orders.RemoveAll(o => !wanted.Contains((o.RecipientId!.Value, o.ManufacturerId!.Value)));
        if (orders.Count > 0)
        {
            await facts.RefreshAsync(db, orders, cancel);
        }

        return orders.Count > 0;
    }
}
