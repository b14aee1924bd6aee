using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Who has which order open. Rows in the database, so that it holds over several nodes on every provider.</summary>
public sealed class OrderPresences(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Says that the caller has an order open on the screen <paramref name="screen"/>: the first time, as a heartbeat, or because they began or stopped to edit.</summary>
    public async Task StayAsync(Guid screen, Guid orderId, PresenceMode mode, CancellationToken cancel = default)
    {
        if (call is not { UserId: { } me, TenantId: { } tenant })
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.OrderPresences.FirstOrDefaultAsync(p => p.Id == screen, cancel);
        if (row is null && !await db.VisibleOrders().AnyAsync(o => o.Id == orderId, cancel))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var isNews = row is null || row.Mode != mode || row.SeenAt < now - OrderPresence.Fresh;
        row ??= db.Add(new OrderPresence { Id = screen, OrderId = orderId, UserId = me, UserName = call.UserName }).Entity;
        row.See(mode, now);
        if ((await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded && isNews)
        {
            feed.Announce([new(tenant, nameof(OrderPresence), orderId)]);
        }
    }

    /// <summary>The screen was closed, or shows another order.</summary>
    public async Task LeaveAsync(Guid screen, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.OrderPresences.FirstOrDefaultAsync(p => p.Id == screen, cancel) is { } row)
        {
            db.Remove(row);
            await db.TrySaveAsync(OrderFailures.Stale, cancel);
            feed.Announce([new(row.TenantId, nameof(OrderPresence), row.OrderId)]);
        }
    }

    /// <summary>Others who have an order open, or any order when none is named; each once an order, editing before viewing. Only the order desk is told.</summary>
    public async Task<IReadOnlyList<PresentUser>> OthersAsync(Guid? orderId = null, CancellationToken cancel = default)
    {
        if (!OrderPermissions.MayTriage(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var since = clock.GetUtcNow() - OrderPresence.Fresh;
        var rows = await db.OrderPresences.Where(p => p.SeenAt > since && p.UserId != call.UserId && (orderId == null || p.OrderId == orderId))
            .Select(p => new PresentUser(p.OrderId, p.UserId, p.UserName, p.Mode)).ToListAsync(cancel);
        return [.. rows.OrderByDescending(p => p.Mode).ThenBy(p => p.Name, StringComparer.Ordinal).DistinctBy(p => (p.OrderId, p.UserId))];
    }

    /// <summary>Deletes what crashed screens left behind; returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var longAgo = clock.GetUtcNow() - (10 * OrderPresence.Fresh);
        var left = await db.OrderPresences.Where(p => p.SeenAt < longAgo).Take(1000).ToListAsync(cancel);
        db.RemoveRange(left);
        return (await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded ? left.Count : 0;
    }
}
