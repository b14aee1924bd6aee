using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>When an order would leave if it were forwarded now.</summary>
/// <param name="LeavesAt">The moment.</param>
/// <param name="WaitsForOthers">Whether it waits longer than its undo time, because the manufacturer wants several in one message.</param>
/// <param name="Others">How many wait for the same moment already.</param>
public sealed record ForwardPlan(DateTimeOffset LeavesAt, bool WaitsForOthers, int Others);

/// <summary>Says before sending when an order will leave, and with how many others.</summary>
public sealed class ForwardPlans(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, ForwardingSettings settings, TimeProvider clock)
{
    /// <summary>The plan for one order; null when the caller may not see it. For one that is waiting already, its own time.</summary>
    public async Task<ForwardPlan?> ForAsync(Guid orderId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var order = await db.VisibleOrders().AsNoTracking().Include(o => o.Manufacturer!).ThenInclude(m => m.Settings).FirstOrDefaultAsync(o => o.Id == orderId, cancel);
        if (order?.ManufacturerId is not { } manufacturer)
        {
            return null;
        }

        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var own = await OrderForwarding.OpenItemAsync(db, orderId, cancel) is { Status: QueueStatus.Pending } item ? item : null;
        var held = own?.HeldUntil ?? clock.GetUtcNow() + settings.UndoTime;
        var leaves = own?.ProcessAfter ?? CombineWindow.LeavesAt(order.Manufacturer!.Settings, order.Type, order.SendBy, held, tenant.Settings.Calendar.Business(), tenant.Zone);
        var combines = own?.MayCombine ?? CombineWindow.Combines(order.Manufacturer!.Settings, order.Type);
        var others = combines
            ? await db.IntegrationQueue.CountAsync(
                q => q.ManufacturerId == manufacturer && q.MayCombine && q.Status == QueueStatus.Pending && q.ProcessAfter == leaves && q.OrderId != orderId, cancel)
            : 0;
        return new(leaves, combines && leaves > held, others);
    }
}
