using System.Globalization;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What stood on file when a form took its cover over, and in which version of the policy.</summary>
public sealed record FiledCover(int Version, DraftCoverage Values);

/// <summary>
/// Lays a cover that was changed on file meanwhile over the one of a form: what was not typed in the form follows the file, so that an old draft never writes an older number over a newer one. Where both
/// were changed differently the form keeps what was typed and the difference is told, once.
/// </summary>
public static class FiledCovers
{
    private static readonly Part[] Parts =
    [
        new("payer", c => c.Payer?.Id.ToString(), c => c.Payer?.Name, (to, from) => to with { Payer = from.Payer, PayerType = from.PayerType }),
        new("policyNumber", c => MemberId.KeyOf(c.PolicyNumber) ?? c.PolicyNumber.OrNull(), c => c.PolicyNumber, (to, from) => to with { PolicyNumber = from.PolicyNumber }),
        new("groupNumber", c => c.GroupNumber.OrNull(), c => c.GroupNumber, (to, from) => to with { GroupNumber = from.GroupNumber }),
        new("planType", c => c.PlanType?.ToString(), c => c.PlanType?.Label(), (to, from) => to with { PlanType = from.PlanType }),
        new("network", c => c.Network?.ToString(), c => c.Network?.Label(), (to, from) => to with { Network = from.Network }),
        new("payerPhone", c => c.PayerPhone.OrNull(), c => c.PayerPhone, (to, from) => to with { PayerPhone = from.PayerPhone }),
        new("effectiveOn", c => Key(c.EffectiveOn), c => Words(c.EffectiveOn), (to, from) => to with { EffectiveOn = from.EffectiveOn }),
        new("terminatesOn", c => Key(c.TerminatesOn), c => Words(c.TerminatesOn), (to, from) => to with { TerminatesOn = from.TerminatesOn }),
        new("subscriberName", Subscriber, c => c.IsSelf ? "the patient is the subscriber" : c.SubscriberName, (to, from) => to with
        {
            IsSelf = from.IsSelf, SubscriberName = from.SubscriberName, SubscriberDateOfBirth = from.SubscriberDateOfBirth, SubscriberRelationship = from.SubscriberRelationship,
        }),
    ];

    /// <summary>A policy as a form takes it over: what its own editor shows of it, as far as the form asks for it.</summary>
    public static DraftCoverage OnFile(CoveragePolicy policy)
    {
        var file = CoverageEntry.Of(policy);
        return new()
        {
            PolicyId = policy.Id,
            Payer = policy.Payer is { } payer ? new(payer.Id, payer.Name) : null,
            PayerType = file.PayerType,
            PolicyNumber = file.PolicyNumber,
            GroupNumber = file.GroupNumber,
            PlanType = file.PlanType,
            Network = file.Network,
            PayerPhone = file.PayerPhone,
            IsSelf = file.IsSelf,
            SubscriberName = file.SubscriberName,
            SubscriberDateOfBirth = file.SubscriberDateOfBirth,
            SubscriberRelationship = file.SubscriberRelationship,
            EffectiveOn = file.EffectiveOn,
            TerminatesOn = file.TerminatesOn,
        };
    }

    /// <summary>
    /// The form's cover with what changed on file since it was taken over, and what both changed, in sentences by field. A form that took nothing over and was begun at <paramref name="begun"/> is
    /// compared where the policy is newer.
    /// </summary>
    public static (DraftCoverage Cover, IReadOnlyList<DraftProblem> Conflicts) Refresh(string at, DraftCoverage mine, CoveragePolicy policy, DateTimeOffset begun)
    {
        if (mine.Filed is { } filed && filed.Version == policy.Version && mine.PolicyId == policy.Id)
        {
            return (mine, []);
        }

        var (file, changedAt) = (OnFile(policy), policy.UpdatedAt > policy.CreatedAt ? policy.UpdatedAt : policy.CreatedAt);
        if (mine.Filed is null && changedAt <= begun)
        {
            return (mine, []);
        }

        var was = mine.Filed?.Values ?? new();
        List<DraftProblem> conflicts = [];
        var merged = mine;
        foreach (var part in Parts.Where(p => p.Key(file) != p.Key(was) && p.Key(file) != p.Key(mine)))
        {
            if (part.Key(mine) == part.Key(was))
            {
                merged = part.Take(merged, file);
            }
            else
            {
                conflicts.Add(new($"{at}.{part.Field}", $"On {changedAt.ToString("d MMM yyyy", CultureInfo.InvariantCulture)} this was changed on file to: {part.Words(file) ?? "nothing"}. See that yours is right; submitted again, it replaces that."));
            }
        }

        return (merged with { PolicyId = policy.Id, Filed = new(policy.Version, file) }, conflicts);
    }

    private static string? Key(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Words(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Subscriber(DraftCoverage cover) =>
        cover.IsSelf ? "self" : string.Create(CultureInfo.InvariantCulture, $"{cover.SubscriberName.OrNull()}|{cover.SubscriberDateOfBirth:yyyy-MM-dd}|{cover.SubscriberRelationship.OrNull()}");

    private sealed record Part(string Field, Func<DraftCoverage, string?> Key, Func<DraftCoverage, string?> Words, Func<DraftCoverage, DraftCoverage, DraftCoverage> Take);
}
