using System.Linq.Expressions;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Recomputes the stored facts of orders: in the transaction of what changed them, and each night for what time alone changes.</summary>
public sealed class OrderFactService(IDbContextFactory<MedDistDbContext> contexts, OrderFlags flags, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Recomputes all orders that are not finished and saves those that differ; returns how many did. Doing it again changes nothing.</summary>
    public async Task<int> RefreshOpenAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await RefreshOpenAsync(db, o => true, cancel);
    }

    /// <summary>
    /// The same for those of a manufacturer, a recipient or whatever else changed, in the caller's transaction. The caller has saved its own change; what the context
    /// tracks is let go. An order that somebody else saves meanwhile is read again.
    /// </summary>
    public async Task<int> RefreshOpenAsync(MedDistDbContext db, Expression<Func<Order, bool>> which, CancellationToken cancel = default)
    {
        var (changed, after) = (0, Guid.Empty);
        while (true)
        {
            db.ChangeTracker.Clear();
            var batch = await db.Orders.Include(o => o.Items).Where(which)
                .Where(o => o.Section != QueueSection.Done && o.Id.CompareTo(after) > 0).OrderBy(o => o.Id).Take(BatchSize).ToListAsync(cancel);
            if (batch.Count == 0)
            {
                return changed;
            }

            await RefreshAsync(db, batch, cancel);
            var differ = db.ChangeTracker.Entries<Order>().Count(e => e.State == EntityState.Modified);
            if ((await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded)
            {
                (changed, after) = (changed + differ, batch[^1].Id);
            }
        }
    }

    /// <summary>Recomputes orders whose items are loaded; the caller saves.</summary>
    public async Task RefreshAsync(MedDistDbContext db, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var around = await new OrderSurroundingsReader(db, orders, flags, clock.GetUtcNow()).ReadAsync(cancel);
        foreach (var order in orders)
        {
            OrderFactRules.Refresh(order, around(order), flags);
        }
    }

    /// <summary>
    /// Recomputes the recipient's other open orders, because this one came, went or changed its service date: they may be its duplicates, or too soon after it. In a
    /// transaction of its own, after the order's: that a neighbour is being changed by somebody must not refuse the step.
    /// </summary>
    public async Task RefreshNeighboursAsync(Order order, CancellationToken cancel = default)
    {
        if (order.RecipientId is not { } recipient)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await RefreshOpenAsync(db, o => o.RecipientId == recipient && o.Id != order.Id && o.Section != QueueSection.Draft, cancel);
    }
}
