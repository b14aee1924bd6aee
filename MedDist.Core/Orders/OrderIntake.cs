using MedDist.Core.Coverage;

namespace MedDist.Core.Orders;

/// <summary>What the order form collects around the products: clinical, billing and payer context. Stored with the order, column by column.</summary>
public sealed record OrderIntake
{
    public WoundMeasurements? Wound { get; init; }

    public IReadOnlyList<string> PreviousTreatments { get; init; } = [];

    public int? TreatmentDurationWeeks { get; init; }

    /// <summary>CMS place-of-service code, two digits with the leading zero.</summary>
    public string? PlaceOfService { get; init; }

    public bool SnfStatus { get; init; }

    public int? SnfDays { get; init; }

    public bool HospiceStatus { get; init; }

    public bool PartAStatus { get; init; }

    public bool GlobalPeriodStatus { get; init; }

    /// <summary>CPT code of the surgery whose global period runs.</summary>
    public string? GlobalPeriodCpt { get; init; }

    public DateOnly? GlobalPeriodSurgeryDate { get; init; }

    public string? SubscriberName { get; init; }

    public DateOnly? SubscriberDateOfBirth { get; init; }

    public string? SubscriberRelationship { get; init; }

    public string? PayerPhone { get; init; }

    public PlanType? PlanType { get; init; }

    public NetworkStatus? NetworkStatus { get; init; }

    public string? ProviderPtan { get; init; }

    public string? FacilityPtan { get; init; }

    public string? MacJurisdiction { get; init; }

    /// <summary>ICD-10-CM codes, dotted.</summary>
    public IReadOnlyList<string> DiagnosisCodes { get; init; } = [];
}

/// <summary>A wound in centimetres.</summary>
public sealed record WoundMeasurements(decimal LengthCm, decimal WidthCm, decimal? DepthCm = null, string? Type = null, string? Location = null)
{
    /// <summary>Length × width in cm².</summary>
    public decimal AreaCm2 => LengthCm * WidthCm;
}
