using System.Linq.Expressions;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Recomputes the stored facts of orders: in the transaction of what changed them, and each night for what time alone changes.</summary>
public sealed class OrderFactService(IDbContextFactory<MedDistDbContext> contexts, OrderFlags flags, TimeProvider clock)
{
    private const int BatchSize = 500;

    // Steps after which the rules say something new of the order itself.
    private static readonly OrderAction[] ChangesFacts = [OrderAction.Submit, OrderAction.RejectByManufacturer];

    // Steps by which the order becomes, or no longer is, one that others can be duplicates of.
    private static readonly OrderAction[] ComesOrGoes = [OrderAction.Submit, OrderAction.Deny, OrderAction.Cancel];

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
            await VerificationDeskFacts.RefreshAsync(db, VerificationDeskFacts.PairsOf(batch), clock.GetUtcNow(), cancel);
            var differ = db.ChangeTracker.Entries<Order>().Count(e => e.State == EntityState.Modified);
            if ((await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded)
            {
                (changed, after) = (changed + differ, batch[^1].Id);
            }
        }
    }

    /// <summary>Recomputes orders whose items are loaded, and opens the verification cases that they need and that nobody has opened; the caller saves.</summary>
    public async Task RefreshAsync(MedDistDbContext db, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var around = await new OrderSurroundingsReader(db, orders, flags, clock.GetUtcNow()).ReadAsync(cancel);
        foreach (var order in orders)
        {
            OrderFactRules.Refresh(order, around(order), flags);
            VerificationNeeds.Open(db, order, around(order));
        }
    }

    /// <summary>
    /// What follows from a step that <paramref name="moved"/> have just taken, for them and for the other open orders of their recipients; the caller saves all of it
    /// together, and tries again where somebody else saved one of them first. What merely ends with a step, the order ends by itself.
    /// </summary>
    public async Task FollowAsync(MedDistDbContext db, OrderAction action, IReadOnlyList<Order> moved, CancellationToken cancel)
    {
        List<Order> concerned = [.. moved.Where(o => ChangesFacts.Contains(action) || (action == OrderAction.Approve && o.IvrBypassReason is not null))];
        if (concerned.Count > 0)
        {
            await RefreshAsync(db, concerned, cancel);
        }

        if (ComesOrGoes.Contains(action))
        {
            await RefreshNeighboursAsync(db, moved, cancel);
        }
    }

    /// <summary>
    /// Recomputes the other open orders of these orders' recipients, because these came, went or changed what they ask for and when: the others may be their duplicates,
    /// or too soon after them. Sees these as the context tracks them; the caller saves.
    /// </summary>
    public async Task RefreshNeighboursAsync(MedDistDbContext db, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var recipients = orders.Select(o => o.RecipientId).OfType<Guid>().Distinct().ToList();
        var ids = orders.Select(o => o.Id).ToList();
        var neighbours = await db.Orders.Include(o => o.Items)
            .Where(o => o.RecipientId != null && EF.Parameter(recipients).Contains(o.RecipientId.Value) && !EF.Parameter(ids).Contains(o.Id) && o.Section != QueueSection.Done && o.Section != QueueSection.Draft)
            .ToListAsync(cancel);
        if (neighbours.Count > 0)
        {
            await RefreshAsync(db, neighbours, cancel);
        }
    }
}
