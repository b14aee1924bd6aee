using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Recomputes the stored facts of orders, in the transaction of what changed them, and each night for what time alone changes.</summary>
public sealed class OrderFactService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Recomputes all orders that are not finished and saves those that differ; returns how many did. Doing it again changes nothing.</summary>
    public async Task<int> RefreshOpenAsync(CancellationToken cancel = default)
    {
        var (changed, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var batch = await db.Orders.Include(o => o.Items)
                .Where(o => o.Section != QueueSection.Done && o.Id.CompareTo(after) > 0).OrderBy(o => o.Id).Take(BatchSize).ToListAsync(cancel);
            if (batch.Count == 0)
            {
                return changed;
            }

            after = batch[^1].Id;
            await RefreshAsync(db, batch, cancel);
            changed += db.ChangeTracker.Entries<Order>().Count(e => e.State == EntityState.Modified);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Recomputes tracked orders; the caller saves.</summary>
    public async Task RefreshAsync(MedDistDbContext db, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var today = DayCount.DayOf(clock.GetUtcNow(), tenant.Zone);
        var manufacturers = orders.Select(o => o.ManufacturerId).Distinct().ToList();
        var recipients = orders.Select(o => o.RecipientId).Distinct().ToList();
        var settings = await db.ManufacturerSettings.AsNoTracking().Where(s => manufacturers.Contains(s.ManufacturerId)).ToDictionaryAsync(s => s.ManufacturerId, cancel);
        var cases = (await db.Verifications.AsNoTracking().Include(v => v.Periods)
                .Where(v => v.IsOpen && recipients.Contains(v.RecipientId) && manufacturers.Contains(v.ManufacturerId)).ToListAsync(cancel))
            .ToLookup(v => (v.RecipientId, v.ManufacturerId), OrderFactRules.FactsOf);
        foreach (var order in orders)
        {
            IReadOnlyList<VerificationFacts> mine = [.. cases[(order.RecipientId ?? Guid.Empty, order.ManufacturerId ?? Guid.Empty)]];
            OrderFactRules.Refresh(order, new(settings.GetValueOrDefault(order.ManufacturerId ?? Guid.Empty), mine, tenant.Zone, today));
        }
    }
}
