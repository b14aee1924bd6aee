using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Plans of requests for many orders.</summary>
public sealed partial class VerificationRequestService
{
    /// <summary>What <see cref="PlanAsync(Guid, CancellationToken)"/> says of each of these orders, asked with as many questions as for one. Of two that need the same one, both say so.</summary>
    public async Task<IReadOnlyDictionary<Guid, Result<VerificationRequestPlan>>> PlanAsync(IReadOnlyList<Guid> orderIds, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var orders = OrderPermissions.MayTriage(call.Role) ? await OrdersAsync(db, orderIds, cancel) : [];
        List<Order> askable = [.. orders.Values.Where(o => Refusal(o) is null)];
        var recipients = askable.Select(o => o.RecipientId!.Value).Distinct().ToList();
        var manufacturers = askable.Select(o => o.ManufacturerId!.Value).Distinct().ToList();
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var cases = (await db.Verifications.AsNoTracking().Include(v => v.Periods)
            .Where(v => v.IsOpen && recipients.Contains(v.RecipientId) && manufacturers.Contains(v.ManufacturerId)).ToListAsync(cancel)).ToLookup(v => (v.RecipientId, v.ManufacturerId));
        var asked = (await AskedAsync(db, db.VerificationRequests.Where(r => recipients.Contains(r.RecipientId) && manufacturers.Contains(r.ManufacturerId)), cancel))
            .ToLookup(a => (a.Request.RecipientId, a.Request.ManufacturerId));
        return orderIds.Distinct().ToDictionary(id => id, id => Of(orders.GetValueOrDefault(id)));

        Result<VerificationRequestPlan> Of(Order? order)
        {
            if (Refusal(order) is { } refusal)
            {
                return refusal;
            }

            var key = (order!.RecipientId!.Value, order.ManufacturerId!.Value);
            return PlanOf(order, [.. cases[key]], [.. asked[key]], tenant);
        }
    }

    /// <summary>Orders with what a plan asks of them, the manufacturer; a form would need more.</summary>
    private static Task<Dictionary<Guid, Order>> OrdersAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) => db.VisibleOrders()
        .AsNoTrackingWithIdentityResolution()
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Contacts)
        .Include(o => o.Manufacturer!).ThenInclude(m => m.Settings)
        .AsSplitQuery().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
}
