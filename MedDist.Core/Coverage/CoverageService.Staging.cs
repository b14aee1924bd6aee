using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>A change of cover that is not saved yet: what it takes away from verifications, in words, and the last day that it sets.</summary>
internal sealed record StagedCover(CoveragePolicy Policy, string? Reason, DateOnly? LastDay);

/// <summary>What changes of cover did to verifications: how many have to be done again, and whether orders have to be looked at.</summary>
internal readonly record struct CoverEffect(int Redone, bool IsTouched)
{
    public static CoverEffect operator +(CoverEffect one, CoverEffect other) => new(one.Redone + other.Redone, one.IsTouched || other.IsTouched);
}

/// <summary>The same changes in a caller's context, for what saves more than the cover: stage and mark, save, follow, all in one transaction. The caller has asked who may do it.</summary>
public sealed partial class CoverageService
{
    private const string PaysFirst = "another policy pays first";

    /// <summary>Enters a policy, as <see cref="AddAsync"/> does.</summary>
    internal async Task<Result<StagedCover>> StageAddAsync(MedDistDbContext db, Guid recipientId, CoverageEntry entry, bool isPrimary, CancellationToken cancel)
    {
        var today = await TodayAsync(db, cancel);
        var read = await ReadAsync(db, entry, null, today, cancel);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var first = (await OfRecipientAsync(db, recipientId, cancel)).Find(p => p.IsPrimary && p.IsRunningOn(today));
        if (isPrimary && first is not null)
        {
            first.Rank(primary: false);
        }

        var policy = CoveragePolicy.Of(recipientId, read.Value, read.Value.PayerType, isPrimary || first is null);
        db.Add(policy);
        return new StagedCover(policy, isPrimary && first is not null ? PaysFirst : null, null);
    }

    /// <summary>Changes a policy, as <see cref="ChangeAsync"/> does.</summary>
    internal async Task<Result<StagedCover>> StageChangeAsync(MedDistDbContext db, CoveragePolicy policy, CoverageEntry entry, CancellationToken cancel)
    {
        var read = await ReadAsync(db, entry, policy.PayerId, await TodayAsync(db, cancel), cancel);
        return read.Succeeded ? new StagedCover(policy, policy.Change(read.Value, read.Value.PayerType), policy.TerminatesOn) : read.Failure;
    }

    /// <summary>
    /// Takes over a recipient's cover as a form has it: a policy on file that says otherwise is changed, one that is not there is entered, and one that is the same is left alone.
    /// Fields of a failure begin with the name of the cover.
    /// </summary>
    internal async Task<Result<CoverEffect>> StageFormAsync(MedDistDbContext db, Guid recipientId, IReadOnlyList<FormCover> covers, CancellationToken cancel)
    {
        var today = await TodayAsync(db, cancel);
        var effect = default(CoverEffect);
        foreach (var cover in covers)
        {
            var running = (await OfRecipientAsync(db, recipientId, cancel)).FindAll(p => p.IsRunningOn(today));
            var known = running.Find(p => IsOf(p, cover)) ?? running.Find(p => p.IsPrimary == cover.IsPrimary && !covers.Any(c => IsOf(p, c)));
            var entry = cover.On(known);
            var isRanked = known is not null && cover.IsPrimary && !known.IsPrimary;
            if (known is not null && !isRanked && entry == CoverageEntry.Of(known))
            {
                continue;
            }

            var staged = known is null ? await StageAddAsync(db, recipientId, entry, cover.IsPrimary, cancel) : await StageChangeAsync(db, known, entry, cancel);
            if (!staged.Succeeded)
            {
                return staged.Failure is Failure.Invalid invalid ? new Failure.Invalid(invalid.Fields.ToDictionary(f => $"{cover.Name}.{f.Key}", f => f.Value)) : staged.Failure;
            }

            if (isRanked)
            {
                running.ForEach(p => p.Rank(p == known));
            }

            effect += await MarkAsync(db, isRanked ? staged.Value with { Reason = PaysFirst } : staged.Value, cancel);
        }

        return effect;
    }

    /// <summary>Marks the verifications that a staged change takes away; the caller saves and then calls <see cref="FollowAsync"/>.</summary>
    internal async Task<CoverEffect> MarkAsync(MedDistDbContext db, StagedCover staged, CancellationToken cancel)
    {
        var redone = staged.Reason is { } reason ? await consequences.RedoAsync(db, staged.Policy, reason, cancel) : 0;
        return new(redone, redone > 0 || (staged.LastDay is { } last && await consequences.EndAsync(db, staged.Policy, last, cancel)));
    }

    /// <summary>Once that is saved, still in the transaction: lights, flags, approvals and notices of the recipient's orders. Returns how many are reviewed again.</summary>
    internal async Task<int> FollowAsync(MedDistDbContext db, Guid recipientId, CoverEffect effect, CancellationToken cancel) =>
        effect.IsTouched ? await consequences.FollowAsync(db, recipientId, effect.Redone, cancel) : 0;

    private static bool IsOf(CoveragePolicy policy, FormCover cover) => policy.PayerId == cover.Entry.PayerId
        && (MemberId.KeyOf(cover.Entry.PolicyNumber) is { } key ? key == policy.MemberKey : cover.Entry.PolicyNumber.OrNull() == policy.PolicyNumber.OrNull());

    /// <summary>What is on file and what is entered just now.</summary>
    private static async Task<List<CoveragePolicy>> OfRecipientAsync(MedDistDbContext db, Guid recipientId, CancellationToken cancel)
    {
        await db.CoveragePolicies.Where(p => p.RecipientId == recipientId).LoadAsync(cancel);
        return [.. db.CoveragePolicies.Local.Where(p => p.RecipientId == recipientId)];
    }
}

/// <summary>A cover on a form.</summary>
/// <param name="Name">Its name on the form, which the fields of a failure begin with.</param>
/// <param name="IsPrimary">It pays first.</param>
/// <param name="Entry">What was written.</param>
internal sealed record FormCover(string Name, bool IsPrimary, CoverageEntry Entry)
{
    /// <summary>What becomes of a policy on file: of the same payer it keeps what the form does not ask for or leaves empty.</summary>
    public CoverageEntry On(CoveragePolicy? known)
    {
        if (known is null || known.PayerId != Entry.PayerId)
        {
            return Entry;
        }

        var file = CoverageEntry.Of(known);
        return file with
        {
            PolicyNumber = MemberId.KeyOf(Entry.PolicyNumber) is { } key && key == known.MemberKey ? file.PolicyNumber : Entry.PolicyNumber.OrNull(),
            GroupNumber = Entry.GroupNumber.OrNull() ?? file.GroupNumber,
            PlanType = Entry.PlanType ?? file.PlanType,
            Network = Entry.Network ?? file.Network,
            PayerPhone = Entry.PayerPhone.OrNull() ?? file.PayerPhone,
            EffectiveOn = Entry.EffectiveOn ?? file.EffectiveOn,
            TerminatesOn = Entry.TerminatesOn ?? file.TerminatesOn,
            IsSelf = Entry.IsSelf,
            SubscriberName = Entry.SubscriberName.OrNull(),
            SubscriberDateOfBirth = Entry.SubscriberDateOfBirth,
            SubscriberRelationship = Entry.SubscriberRelationship.OrNull(),
        };
    }
}
