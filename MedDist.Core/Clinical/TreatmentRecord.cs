using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Clinical;

/// <summary>What came of a treatment.</summary>
public enum TreatmentOutcome
{
    Effective,
    Ineffective,
    AdverseReaction,
}

/// <summary>A treatment that a recipient had, or has.</summary>
public sealed class TreatmentRecord : TenantEntity
{
    public required Guid RecipientId { get; init; }

    /// <summary>The order that told of it; null where it was recorded with the recipient.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>In words, for example <c>Compression</c>.</summary>
    [Phi]
    public required string Type { get; init; }

    [Phi]
    public Dictionary<string, string> Details { get; init; } = [];

    public required DateOnly StartsOn { get; init; }

    /// <summary>Whether the first day was counted back from "for so many weeks" or not said at all.</summary>
    public bool StartIsEstimated { get; init; }

    public DateOnly? EndsOn { get; private set; }

    [Phi]
    public TreatmentOutcome? Outcome { get; private set; }

    [Phi]
    public string? OutcomeDetails { get; private set; }

    public void End(DateOnly day, TreatmentOutcome? outcome, string? details) => (EndsOn, Outcome, OutcomeDetails) = (day, outcome, string.IsNullOrWhiteSpace(details) ? null : details.Trim());
}
