using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>What a change of cover led to.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="ToRedo">How many verifications have to be done again.</param>
/// <param name="BackToReview">How many approved orders lost the IVR that they were approved on.</param>
public sealed record CoverageChanged(Guid PolicyId, int ToRedo, int BackToReview);

/// <summary>
/// Enters, changes and ends recipients' policies. Where that takes away what verifications stand on, they have to be done again, and the recipient's open orders say so: all in one transaction.
/// </summary>
public sealed partial class CoverageService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, CoverageConsequences consequences, TimeProvider clock)
{
    /// <summary>Enters a policy; a primary one makes the one that paid first until now a further one. Fails as not found, not your role, or invalid, with the fields of <see cref="CoverageEntry"/>.</summary>
    public async Task<Result<CoverageChanged>> AddAsync(Guid recipientId, CoverageEntry entry, bool isPrimary, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await MayChangeAsync(db, recipientId, cancel))
        {
            return RecipientPermissions.MayEdit(call.Role) ? RecipientFailures.NotFound : CoverageFailures.NotYourRole;
        }

        var staged = await StageAddAsync(db, recipientId, entry, isPrimary, cancel);
        return staged.Succeeded ? await SaveAsync(db, staged.Value, cancel) : staged.Failure;
    }

    /// <summary>Changes a policy. Another number, payer or type of plan takes away what was verified for it. Fails as <see cref="AddAsync"/>, or as stale.</summary>
    public Task<Result<CoverageChanged>> ChangeAsync(Guid policyId, CoverageEntry entry, int seenVersion, CancellationToken cancel = default) =>
        OnAsync(policyId, seenVersion, (db, policy) => StageChangeAsync(db, policy, entry, cancel), cancel);

    /// <summary>Sets the last day of cover. What was verified for it ends with it.</summary>
    public Task<Result<CoverageChanged>> EndAsync(Guid policyId, DateOnly lastDay, int seenVersion, CancellationToken cancel = default) =>
        OnAsync(policyId, seenVersion, (_, policy) =>
        {
            if (lastDay < policy.EffectiveOn)
            {
                return Task.FromResult<Result<StagedCover>>(CoverageFailures.EndsBeforeItBegins);
            }

            policy.Terminate(lastDay);
            return Task.FromResult<Result<StagedCover>>(new StagedCover(policy, null, lastDay));
        }, cancel);

    /// <summary>Makes a further policy the one that pays first, and the other way round.</summary>
    public Task<Result<CoverageChanged>> MakePrimaryAsync(Guid policyId, int seenVersion, CancellationToken cancel = default) =>
        OnAsync(policyId, seenVersion, async (db, policy) =>
        {
            if (!policy.IsRunningOn(await TodayAsync(db, cancel)))
            {
                return CoverageFailures.Ended;
            }

            if (policy.IsPrimary)
            {
                return CoverageFailures.PrimaryAlready;
            }

            foreach (var other in await db.CoveragePolicies.Where(p => p.RecipientId == policy.RecipientId && p.IsPrimary).ToListAsync(cancel))
            {
                other.Rank(primary: false);
            }

            policy.Rank(primary: true);
            return new StagedCover(policy, PaysFirst, null);
        }, cancel);

    /// <summary>Checks what was entered against the payer as it is known here. An inactive payer stays where it was chosen before.</summary>
    internal static async Task<Result<CoverageEntry>> ReadAsync(MedDistDbContext db, CoverageEntry entry, Guid? before, DateOnly today, CancellationToken cancel)
    {
        // One that turned out to be another is that one, also on a form that was begun before.
        var id = entry.PayerId is { } chosen ? await db.Payers.Where(p => p.Id == chosen).Select(p => p.MergedIntoId ?? p.Id).FirstOrDefaultAsync(cancel) : Guid.Empty;
        var payer = await db.Payers.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && (p.IsActive || p.Id == before), cancel);
        if (entry.PayerId is not null && payer is null)
        {
            return CoverageFailures.UnknownPayer;
        }

        var known = entry with { PayerId = payer?.Id, PayerName = payer?.Name, PayerType = payer?.Type };
        return known.Check(today) is { } wrong ? wrong : known;
    }

    private async Task<Result<CoverageChanged>> OnAsync(Guid policyId, int seenVersion, Func<MedDistDbContext, CoveragePolicy, Task<Result<StagedCover>>> change, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var policy = await db.CoveragePolicies.FirstOrDefaultAsync(p => p.Id == policyId, cancel);
        if (policy is null || !await MayChangeAsync(db, policy.RecipientId, cancel))
        {
            return RecipientPermissions.MayEdit(call.Role) ? CoverageFailures.NotFound : CoverageFailures.NotYourRole;
        }

        if (policy.Version != seenVersion)
        {
            return CoverageFailures.Stale;
        }

        var done = await change(db, policy);
        return done.Succeeded ? await SaveAsync(db, done.Value, cancel) : done.Failure;
    }

    private async Task<Result<CoverageChanged>> SaveAsync(MedDistDbContext db, StagedCover staged, CancellationToken cancel)
    {
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        var effect = await MarkAsync(db, staged, cancel);
        if (await db.TrySaveAsync(CoverageFailures.Stale, cancel) is { Failure: { } stale })
        {
            return stale;
        }

        var back = await FollowAsync(db, staged.Policy.RecipientId, effect, cancel);
        await all.CommitAsync(cancel);
        return new CoverageChanged(staged.Policy.Id, effect.Redone, back);
    }

    private Task<bool> MayChangeAsync(MedDistDbContext db, Guid recipientId, CancellationToken cancel) =>
        RecipientPermissions.MayEdit(call.Role) ? db.VisibleRecipients().AnyAsync(r => r.Id == recipientId, cancel) : Task.FromResult(false);

    private async Task<DateOnly> TodayAsync(MedDistDbContext db, CancellationToken cancel) => DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
}
