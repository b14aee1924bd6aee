using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Brings back held orders whose day has come.</summary>
public sealed class OrderHolds(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>
    /// Marks every hold whose day has come in the tenant's time zone as over and tells whoever claimed the order, or the order desk. Nothing is released: that is a decision.
    /// Returns how many; doing it again does nothing.
    /// </summary>
    public async Task<int> SurfaceDueAsync(CancellationToken cancel = default)
    {
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var now = clock.GetUtcNow();
        var today = DayCount.DayOf(now, tenant.Zone);
        var surfaced = 0;
        foreach (var id in await DueAsync(today, cancel))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (await db.Orders.FirstOrDefaultAsync(o => o.Id == id, cancel) is { } order && order.EndHold(today, now))
            {
                await TellAsync(db, order, cancel);

                // Who saved it meanwhile has it in hand, or the next run finds it again.
                surfaced += (await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded ? 1 : 0;
            }
        }

        return surfaced;
    }

    private async Task<List<Guid>> DueAsync(DateOnly today, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Orders.Where(o => o.Section == QueueSection.RequiresAction && o.Status == OrderStatus.OnHold && o.HeldUntil <= today && o.HoldOverAt == null).Select(o => o.Id).ToListAsync(cancel);
    }

    private static async Task TellAsync(MedDistDbContext db, Order order, CancellationToken cancel)
    {
        var (title, message, link) = ($"{order.OrderNumber}: the hold is over", "Release the order, or hold it longer.", $"/orders/{order.Id}");
        if (order.ClaimedByUserId is { } claimer)
        {
            db.Notify(claimer, "order.hold_over", title, message, link);
        }
        else
        {
            await db.NotifyCoordinatorsAsync("order.hold_over", title, message, link, cancel);
        }
    }
}
