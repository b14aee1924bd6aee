using MedDist.Core.Orders;

namespace MedDist.Core.Clinical;

/// <summary>What an order says of the wound and of what was done before, and the photos and documents that show it.</summary>
public sealed record ClinicalEntry(OrderIntake Intake)
{
    public IReadOnlyList<Guid> Attachments { get; init; } = [];

    /// <summary>For example <c>tissue</c> and <c>drainage</c>.</summary>
    public IReadOnlyDictionary<string, string> Observations { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was measured; at the moment of recording unless it says so.</summary>
    public DateTimeOffset? AssessedAt { get; init; }
}

/// <summary>A new measurement of a recipient's wound, for one of their orders.</summary>
public sealed record AssessWound(Guid OrderId)
{
    /// <summary>As typed, for example <c>4.5x3.2x0.8</c>.</summary>
    public string? Size { get; init; }

    public string? Type { get; init; }

    public string? Site { get; init; }

    public IReadOnlyDictionary<string, string> Observations { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Guid> Attachments { get; init; } = [];

    /// <summary>The day of the measurement; today unless it says so.</summary>
    public DateOnly? On { get; init; }
}

/// <summary>A treatment of a recipient.</summary>
public sealed record RecordTreatment(Guid RecipientId, string? Type, DateOnly StartsOn)
{
    public Guid? OrderId { get; init; }

    public string? Details { get; init; }
}

/// <summary>The end of a treatment.</summary>
public sealed record EndTreatment(DateOnly On, TreatmentOutcome? Outcome = null, string? Details = null);
