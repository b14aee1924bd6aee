namespace MedDist.Core.Clinical;

/// <summary>One assessment as lists show it.</summary>
public sealed record AssessmentRow(
    Guid Id, Guid OrderId, string OrderNumber, AssessmentType Type, string? Site, decimal? AreaCm2, IReadOnlyDictionary<string, decimal> Measurements, IReadOnlyDictionary<string, string> Observations,
    IReadOnlyList<Guid> Attachments, string? AssessedByName, DateTimeOffset AssessedAt, DateOnly Day)
{
    /// <summary>The size of a wound in words; null for another assessment.</summary>
    public string? Size => Measurements.TryGetValue(ClinicalAssessment.Length, out var length) && Measurements.TryGetValue(ClinicalAssessment.Width, out var width)
        ? new WoundSize(length, width, Measurements.TryGetValue(ClinicalAssessment.Depth, out var depth) ? depth : null).ToString()
        : null;
}

/// <summary>One treatment as lists show it.</summary>
public sealed record TreatmentRow(
    Guid Id, string Type, IReadOnlyDictionary<string, string> Details, DateOnly StartsOn, bool StartIsEstimated, DateOnly? EndsOn, TreatmentOutcome? Outcome, string? OutcomeDetails,
    Guid? OrderId, string? OrderNumber);

/// <summary>A wound of a recipient, told from others by its place, with its measurements, the first first.</summary>
public sealed record WoundHistory(string Site, string? Type, IReadOnlyList<AssessmentRow> Assessments)
{
    public IReadOnlyList<WoundPoint> Points { get; } = [.. Assessments.Where(a => a.AreaCm2 > 0).GroupBy(a => a.Day).Select(g => new WoundPoint(g.Key, g.Last().AreaCm2!.Value))];

    /// <summary>From the first to the last measurement; null with only one.</summary>
    public WoundProgress? Progress => WoundProgress.Of(Points);
}

/// <summary>What is known of a recipient's wounds, the one looked at last first, and treatments, those that go on first.</summary>
public sealed record RecipientClinical(IReadOnlyList<WoundHistory> Wounds, IReadOnlyList<AssessmentRow> Others, IReadOnlyList<TreatmentRow> Treatments)
{
    public bool IsEmpty => Wounds.Count + Others.Count + Treatments.Count == 0;
}
