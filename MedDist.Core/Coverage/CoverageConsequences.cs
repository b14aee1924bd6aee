using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>What a change of cover does to verifications and orders, in the caller's transaction.</summary>
public sealed class CoverageConsequences(ICallContext call, OrderFactService facts, TimeProvider clock)
{
    /// <summary>
    /// Marks the recipient's running verifications as to be redone: all that stand on cover, for a further policy only those that were verified for it. Returns how many; the caller saves.
    /// </summary>
    public async Task<int> RedoAsync(MedDistDbContext db, CoveragePolicy policy, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        if (!policy.IsRunningOn(DayCount.DayOf(now, zone)))
        {
            return 0;
        }

        var sentence = string.Create(CultureInfo.InvariantCulture, $"{reason} on {DayCount.DayOf(now, zone):d MMM yyyy}.");
        var cases = (await CasesAsync(db, policy.RecipientId, cancel)).Where(v => v is { StandsOnCover: true, IsRunning: true } && (policy.IsPrimary || v.Periods.Any(p => p.CoveragePolicyId == policy.Id))).ToList();
        cases.ForEach(v => v.Redo(sentence, now));
        return cases.Count;
    }

    /// <summary>Ends what was verified for a policy with its last day. Returns whether there was anything; the caller saves.</summary>
    public async Task<bool> EndAsync(MedDistDbContext db, CoveragePolicy policy, DateOnly lastDay, CancellationToken cancel)
    {
        var any = false;
        foreach (var open in (await CasesAsync(db, policy.RecipientId, cancel)).Where(v => v.StandsOnCover))
        {
            bool StandsOn(VerificationPeriod p) => p.CoveragePolicyId == policy.Id || (p.CoveragePolicyId is null && policy.IsPrimary);
            any |= open.Periods.Any(p => p.VoidedAt is null && StandsOn(p));
            open.EndWith(lastDay, StandsOn);
        }

        return any;
    }

    /// <summary>
    /// Once that is saved: the recipient's open orders get their light anew, approved ones that lost their IVR are reviewed again, and the coordinators are told. Returns how many are reviewed again.
    /// </summary>
    public async Task<int> FollowAsync(MedDistDbContext db, Guid recipientId, int redone, CancellationToken cancel)
    {
        await facts.RefreshOpenAsync(db, o => o.RecipientId == recipientId, cancel);
        while (true)
        {
            db.ChangeTracker.Clear();
            var approved = await db.Orders.Include(o => o.Items)
                .Where(o => o.RecipientId == recipientId && (o.Status == OrderStatus.Approved || o.HeldFrom == OrderStatus.Approved)).ToListAsync(cancel);

            // Whoever changes the cover, that an approval falls is the system's own doing.
            var system = new SystemCall(call.TenantId!.Value);
            var back = approved.Count(o => o.LoseApproval(system, clock.GetUtcNow(), "After a change of the recipient's cover"));
            await TellAsync(db, recipientId, redone, cancel);
            if ((await db.TrySaveAsync(OrderFailures.Stale, cancel)).Succeeded)
            {
                return back;
            }
        }
    }

    private static async Task TellAsync(MedDistDbContext db, Guid recipientId, int redone, CancellationToken cancel)
    {
        if (redone > 0)
        {
            await db.NotifyCoordinatorsAsync(
                "verification.redo", redone == 1 ? "A verification has to be done again" : $"{redone} verifications have to be done again",
                "A recipient's cover has changed; what was verified for the old one counts no more. Ask the manufacturers again.", $"/recipients/{recipientId}", cancel);
        }
    }

    private static Task<List<Verification>> CasesAsync(MedDistDbContext db, Guid recipientId, CancellationToken cancel) =>
        db.Verifications.Include(v => v.Periods).Where(v => v.IsOpen && v.RecipientId == recipientId).OrderBy(v => v.Id).ToListAsync(cancel);
}
