using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>What one run did.</summary>
/// <param name="Expired">Cases whose last day had passed.</param>
/// <param name="Warned">Cases by the threshold, in days, that they have reached.</param>
/// <param name="Uncovered">Orders of these cases that stand at the desk with a service date that is not covered, by their light.</param>
/// <param name="Withdrawn">Approved orders among them that are reviewed again.</param>
public sealed record ExpiryRun(int Expired, IReadOnlyDictionary<int, int> Warned, IReadOnlyDictionary<IvrState, int> Uncovered, int Withdrawn)
{
    public static readonly ExpiryRun Nothing = new(0, new Dictionary<int, int>(), new Dictionary<IvrState, int>(), 0);

    public int Cases => Expired + Warned.Values.Sum();
}

/// <summary>
/// Expires verification cases, warns of those that end soon, and brings orders that are no longer covered back to the desk. One statement for each question, however many cases
/// there are; the audit trail and the orders follow in the same transaction. Done again, on the same day or by a second node, it finds nothing.
/// </summary>
public sealed class VerificationExpiry(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, OrderFactService facts, TimeProvider clock)
{
    private const int AtOnce = 5000;
    private const int MostAnnounced = 500;
    private const int Tries = 3;

    private static readonly Failure Stale = new Failure.Stale("verification");

    // Lights that do not cover the service date because something ended.
    private static readonly IvrState[] Ended = [IvrState.Expired, IvrState.LapsesBefore];

    /// <summary>Does what is due by the tenant's calendar day.</summary>
    public async Task<ExpiryRun> RunAsync(CancellationToken cancel = default)
    {
        for (var i = 1; ; i++)
        {
            if (await TryAsync(cancel) is { } done)
            {
                return done;
            }

            if (i == Tries)
            {
                throw new InvalidOperationException("Verifications changed three times while they were expired. The next run tries again.");
            }
        }
    }

    /// <summary>One try; null where somebody saved one of the cases, or told of the same facts, meanwhile. Then nothing is written.</summary>
    private async Task<ExpiryRun?> TryAsync(CancellationToken cancel)
    {
        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var now = clock.GetUtcNow();

        // The databases keep moments less exactly than the clock tells them.
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        var today = DayCount.DayOf(now, tenant.Zone);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await ExpireAsync(db, today, now, cancel) is not ({ } expired, var expiry) || await WarnAsync(db, tenant.Settings.WarnDays, today, now, cancel) is not { } warnings)
        {
            return null;
        }

        if (expired.Count == 0 && warnings.Count == 0)
        {
            return ExpiryRun.Nothing;
        }

        await LogAsync(db, expired, now, cancel);
        var (uncovered, withdrawn) = await FollowAsync(db, now, cancel);
        var run = new ExpiryRun(expired.Count, warnings.ToDictionary(w => w.Key, w => w.Value.Count), uncovered, withdrawn);
        await new ExpiryNotice(db, run, expiry, warnings).TellAsync(cancel);
        Announce(db, expired);
        if (!(await db.TrySaveAsync(Stale, cancel)).Succeeded)
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return run;
    }

    /// <summary>Expires every verified case whose last day is before <paramref name="today"/>, in the order of their ids, as the log's index has them; no list where one of them was saved by somebody else in between.</summary>
    private static async Task<(List<Guid>? Ids, ExpirySurvey? Survey)> ExpireAsync(MedDistDbContext db, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var due = db.Verifications.Where(v => v.Status == VerificationStatus.Verified && v.ExpiresOn < today && v.IsOpen);
        var rows = await due.Select(v => new ExpiringCase(v.Id, v.ManufacturerId, v.ExpiresOn)).ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return ([], null);
        }

        var changed = await due.ExecuteUpdateAsync(
            set => set.SetProperty(v => v.Status, VerificationStatus.Expired).SetProperty(v => v.NoticedAt, now).SetProperty(v => v.UpdatedAt, now).SetProperty(v => v.Version, v => v.Version + 1)

                // What the desk derives of an expired case, as DeskFactRules does.
                .SetProperty(v => v.Column, DeskColumn.Expired).SetProperty(v => v.DueOn, v => v.NextServiceOn ?? DeskFacts.Far), cancel);
        return changed == rows.Count ? ([.. rows.Select(r => r.Id).Order()], ExpirySurvey.Of(rows)) : (null, null);
    }

    /// <summary>Notes for every case the tightest threshold that it has reached and was not warned at yet; null where one of them was saved by somebody else in between.</summary>
    private static async Task<IReadOnlyDictionary<int, ExpirySurvey>?> WarnAsync(MedDistDbContext db, IReadOnlyList<int> thresholds, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<int, ExpirySurvey> warned = [];
        foreach (var days in thresholds.Order())
        {
            var last = today.AddDays(days);
            var reached = db.Verifications
                .Where(v => v.Status == VerificationStatus.Verified && v.ExpiresOn >= today && v.ExpiresOn <= last && v.IsOpen && (v.WarnedFor == null || v.WarnedFor != v.ExpiresOn || v.WarnedAtDays > days));
            if (await ExpirySurvey.OfAsync(reached, cancel) is not { } survey)
            {
                continue;
            }

            // A warning is no change of the case: whoever has it open may save it.
            var noted = await reached.ExecuteUpdateAsync(set => set.SetProperty(v => v.WarnedFor, v => v.ExpiresOn).SetProperty(v => v.WarnedAtDays, days).SetProperty(v => v.NoticedAt, now), cancel);
            if (noted != survey.Count)
            {
                return null;
            }

            warned[days] = survey;
        }

        return warned;
    }

    /// <summary>An entry of the audit trail for each expired case: the update went past the interceptor that writes them.</summary>
    private static async Task LogAsync(MedDistDbContext db, List<Guid> expired, DateTimeOffset now, CancellationToken cancel)
    {
        (db.InsertsInBulk, db.ChangeTracker.AutoDetectChangesEnabled) = (true, false);
        FieldChange[] changes = [new(nameof(Verification.Status), nameof(VerificationStatus.Verified), nameof(VerificationStatus.Expired))];
        foreach (var some in expired.Chunk(AtOnce))
        {
            db.ActivityLogs.AddRange(some.Select(id => new ActivityLog
            {
                Action = $"{nameof(Verification)}.{EntityState.Modified}",
                EntityType = nameof(Verification),
                EntityId = id,
                Changes = changes,
                CreatedAt = now,
            }));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }

        (db.InsertsInBulk, db.ChangeTracker.AutoDetectChangesEnabled) = (false, true);
    }

    /// <summary>Judges the open orders of these cases anew; approved ones that are no longer covered are reviewed again.</summary>
    private async Task<(IReadOnlyDictionary<IvrState, int> Uncovered, int Withdrawn)> FollowAsync(MedDistDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        await facts.RefreshOpenAsync(db, o => db.Verifications.Any(v => v.RecipientId == o.RecipientId && v.ManufacturerId == o.ManufacturerId && v.IsOpen && v.NoticedAt == now), cancel);
        db.ChangeTracker.Clear();
        var concerned = db.Orders.Where(o => o.Section != QueueSection.Done && o.Section != QueueSection.Draft && Ended.Contains(o.IvrState)
            && db.Verifications.Any(v => v.RecipientId == o.RecipientId && v.ManufacturerId == o.ManufacturerId && v.IsOpen && v.NoticedAt == now));
        var approved = await concerned.Include(o => o.Items).Where(o => o.Status == OrderStatus.Approved || o.HeldFrom == OrderStatus.Approved).OrderBy(o => o.Id).ToListAsync(cancel);
        var withdrawn = approved.Count(o => o.LoseApproval(call, now, "After its last day"));
        await db.SaveChangesAsync(cancel);
        var uncovered = await concerned.Where(o => o.Section == QueueSection.RequiresAction && o.IvrBypassReason == null).GroupBy(o => o.IvrState).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return (uncovered.ToDictionary(u => u.Key, u => u.Count), withdrawn);
    }

    /// <summary>Live pages ask again anyhow: many cases are one change to them.</summary>
    private static void Announce(MedDistDbContext db, List<Guid> expired)
    {
        IReadOnlyList<Guid> which = expired.Count is 0 or > MostAnnounced ? [Guid.Empty] : expired;
        db.Unannounced.AddRange(which.Select(id => new Change(db.CurrentTenantId, nameof(Verification), id)));
    }
}
