using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Clinical;

/// <summary>What an assessment looks at.</summary>
public enum AssessmentType
{
    Wound,
    Mobility,
    Pain,
    Other,
}

/// <summary>What was measured and seen at one time, for one order. Measurements are numbers by name (for a wound centimetres), observations words by name.</summary>
public sealed class ClinicalAssessment : TenantEntity
{
    public const string Length = "length", Width = "width", Depth = "depth";
    public const string WoundType = "type";

    public required Guid OrderId { get; init; }

    /// <summary>Copied from the order, so that a recipient's history needs no join.</summary>
    public required Guid RecipientId { get; init; }

    public required AssessmentType Type { get; init; }

    [Phi]
    public Dictionary<string, decimal> Measurements { get; private set; } = [];

    [Phi]
    public Dictionary<string, string> Observations { get; private set; } = [];

    /// <summary>Documents that show it, such as photos.</summary>
    public List<Guid> Attachments { get; private set; } = [];

    /// <summary>Where on the body; one wound is told from another by it.</summary>
    [Phi]
    public string? Site { get; private set; }

    /// <summary>Length × width in cm²; null where nothing of the kind was measured.</summary>
    [Phi]
    public decimal? AreaCm2 { get; private set; }

    public Guid? AssessedByUserId { get; init; }

    /// <summary>Their name, which outlives the user.</summary>
    public string? AssessedByName { get; init; }

    public required DateTimeOffset AssessedAt { get; init; }

    /// <summary>Says what was found; again, where it was said wrong.</summary>
    public void Find(ClinicalFinding finding)
    {
        Measurements = new(finding.Measurements);
        Observations = new(finding.Observations.Where(o => o.Value.Trim().Length > 0));
        Attachments = [.. finding.Attachments];
        Site = string.IsNullOrWhiteSpace(finding.Site) ? null : finding.Site.Trim();
        AreaCm2 = Measurements.TryGetValue(Length, out var length) && Measurements.TryGetValue(Width, out var width) ? length * width : null;
    }
}

/// <summary>What was found at an assessment.</summary>
public sealed record ClinicalFinding(
    IReadOnlyDictionary<string, decimal> Measurements, IReadOnlyDictionary<string, string> Observations, string? Site, IReadOnlyList<Guid> Attachments);
