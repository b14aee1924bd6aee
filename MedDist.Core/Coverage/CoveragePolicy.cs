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
    public required Guid RecipientId { get; init; }

    public Guid? PayerId { get; init; }

    public Payer? Payer { get; private set; }

    /// <summary>Member id; an MBI (11 characters, no dashes) for Medicare. Stored encrypted, never logged.</summary>
    [Phi]
    [Encrypted]
    public string? PolicyNumber { get; init; }

    [Phi]
    public string? GroupNumber { get; init; }

    public bool IsPrimary { get; init; } = true;

    public DateOnly? EffectiveOn { get; init; }

    /// <summary>Last day of cover; null while it goes on.</summary>
    public DateOnly? TerminatesOn { get; private set; }

    public CoverageDetails Details { get; init; } = new();

    /// <summary>The insured person, where that is not the recipient.</summary>
    [Phi]
    public Subscriber? Subscriber { get; init; }

    public void Terminate(DateOnly lastDay) => TerminatesOn = lastDay;
}

/// <summary>The plan itself.</summary>
public sealed record CoverageDetails(string? PlanName = null, PlanType? PlanType = null, NetworkStatus? Network = null, string? Phone = null);

/// <summary>The insured person and what the recipient is to them.</summary>
public sealed record Subscriber(string Name, DateOnly? DateOfBirth, string? Relationship);
