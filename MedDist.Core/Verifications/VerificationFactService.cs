using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Moves cases that time alone changes to their column, those without an order too; the nightly sweep of orders (<see cref="Orders.OrderFactService"/>) does the others.</summary>
public sealed class VerificationFactService(IDbContextFactory<MedDistDbContext> contexts, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Recomputes the cases whose column no longer fits today, and returns how many stand differently. Doing it again changes nothing.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var day = DeskDay.Of(tenant.Settings, tenant.Zone, DayCount.DayOf(clock.GetUtcNow(), tenant.Zone));
        var (changed, after) = (0, Guid.Empty);
        while (true)
        {
            db.ChangeTracker.Clear();
            var batch = await Overdue(db, day).Where(v => v.Id.CompareTo(after) > 0).OrderBy(v => v.Id).Take(BatchSize)
                .Select(v => new { v.Id, v.RecipientId, v.ManufacturerId }).ToListAsync(cancel);
            if (batch.Count == 0)
            {
                return changed;
            }

            var differ = await VerificationDeskFacts.RefreshAsync(db, [.. batch.Select(b => (b.RecipientId, b.ManufacturerId)).Distinct()], clock.GetUtcNow(), cancel);
            if ((await db.TrySaveAsync(Orders.OrderFailures.Stale, cancel)).Succeeded)
            {
                (changed, after) = (changed + differ, batch[^1].Id);
            }
        }
    }

    /// <summary>Open cases in a column that they have outlived.</summary>
    public static IQueryable<Verification> Overdue(MedDistDbContext db, DeskDay day)
    {
        var (today, expiring, asked) = (day.Today, day.ExpiringTo, DayCount.MomentOf(day.AskedSince, TimeOnly.MinValue, day.Zone));
        return db.Verifications.Where(v => v.IsOpen
            && ((v.Column == DeskColumn.Verified && v.ExpiresOn != null && v.ExpiresOn <= expiring) || (v.Column == DeskColumn.Expiring && v.ExpiresOn != null && v.ExpiresOn < today)
                || (v.Column == DeskColumn.Sent && v.SubmittedAt != null && v.SubmittedAt < asked) || (v.Status == VerificationStatus.Expired && v.Column != DeskColumn.Expired)));
    }
}
