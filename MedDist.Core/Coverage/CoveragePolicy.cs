using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Coverage;

/// <summary>How a plan pays.</summary>
public enum PlanType
{
    FeeForService,
    MedicareAdvantage,
    Hmo,
    Ppo,
    Other,
}

/// <summary>Whether the ordering provider belongs to the plan's network.</summary>
public enum NetworkStatus
{
    InNetwork,
    OutOfNetwork,
}

/// <summary>A recipient's cover by one payer.</summary>
public sealed class CoveragePolicy : TenantEntity
{
    private Guid? payerId;
    private string? policyNumber;
    private string? groupNumber;
    private bool isPrimary = true;
    private DateOnly? effectiveOn;
    private CoverageDetails details = new();
    private Subscriber? subscriber;

    public required Guid RecipientId { get; init; }

    public Guid? PayerId { get => payerId; init => payerId = value; }

    public Payer? Payer { get; private set; }

    /// <summary>Member id; an MBI (11 characters, no dashes) for Medicare. Stored encrypted, never logged.</summary>
    [Phi]
    [Encrypted]
    public string? PolicyNumber { get => policyNumber; init => policyNumber = value; }

    /// <summary>What <see cref="PolicyNumber"/> is found by: stored as a keyed hash, so that an exact member id can be looked up and nothing else.</summary>
    [Phi]
    [BlindIndexed]
    public string? MemberKey { get => MemberId.KeyOf(policyNumber); private set => _ = value; }

    [Phi]
    public string? GroupNumber { get => groupNumber; init => groupNumber = value; }

    /// <summary>The one that pays first. Of the running policies of a recipient one is primary.</summary>
    public bool IsPrimary { get => isPrimary; init => isPrimary = value; }

    public DateOnly? EffectiveOn { get => effectiveOn; init => effectiveOn = value; }

    /// <summary>Last day of cover; null while it goes on.</summary>
    public DateOnly? TerminatesOn { get; private set; }

    public CoverageDetails Details { get => details; init => details = value; }

    /// <summary>The insured person, where that is not the recipient.</summary>
    [Phi]
    public Subscriber? Subscriber { get => subscriber; init => subscriber = value; }

    public void Terminate(DateOnly lastDay) => TerminatesOn = lastDay;

    /// <summary>Pays first, or after the one that does.</summary>
    public void Rank(bool primary) => isPrimary = primary;

    /// <summary>Whether it still covers on a day, or will from a later one on.</summary>
    public bool IsRunningOn(DateOnly today) => TerminatesOn is null || TerminatesOn >= today;

    /// <summary>
    /// Takes over what was entered and has been checked. Returns what changed that a verification stands on, in words without the numbers themselves; null where nothing did.
    /// </summary>
    public string? Change(CoverageEntry entry, PayerType? payerType)
    {
        var number = entry.NumberToStore(payerType);
        var reason = payerId is not null && payerId != entry.PayerId ? "the payer changed"
            : MemberId.KeyOf(number) != MemberKey || string.IsNullOrEmpty(number) != string.IsNullOrEmpty(policyNumber) ? "the policy number changed"
            : details.PlanType != entry.PlanType && details.PlanType is not null ? "the type of plan changed"
            : null;
        (payerId, policyNumber, groupNumber) = (entry.PayerId, number, entry.GroupNumber.OrNull());
        (effectiveOn, TerminatesOn) = (entry.EffectiveOn, entry.TerminatesOn);
        details = entry.ToDetails();
        subscriber = entry.ToSubscriber();
        return reason;
    }

    /// <summary>A new policy from what was entered and has been checked.</summary>
    public static CoveragePolicy Of(Guid recipientId, CoverageEntry entry, PayerType? payerType, bool isPrimary)
    {
        var policy = new CoveragePolicy { RecipientId = recipientId, IsPrimary = isPrimary };
        policy.Change(entry, payerType);
        return policy;
    }
}

/// <summary>The plan itself.</summary>
public sealed record CoverageDetails(string? PlanName = null, PlanType? PlanType = null, NetworkStatus? Network = null, string? Phone = null);

/// <summary>The insured person and what the recipient is to them.</summary>
public sealed record Subscriber(string Name, DateOnly? DateOfBirth, string? Relationship);
