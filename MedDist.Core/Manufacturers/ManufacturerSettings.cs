using MedDist.Core.Kernel;
using MedDist.Core.Verifications;

namespace MedDist.Core.Manufacturers;

/// <summary>How a manufacturer takes orders.</summary>
public enum SubmissionMethod
{
    Email,
    Api,
    Portal,
    Edi,
}

/// <summary>When the orders of one manufacturer leave together.</summary>
public enum CombineOrders
{
    /// <summary>Each leaves by itself, as soon as its undo time is over.</summary>
    Immediately,

    /// <summary>At fixed times of the day, <see cref="ManufacturerSettings.CombineMinutes"/> apart.</summary>
    EveryFewMinutes,

    /// <summary>Once a day, shortly before the cut-off.</summary>
    AtCutOff,
}

/// <summary>How renewals of verifications leave to one manufacturer.</summary>
public enum VerificationSending
{
    /// <summary>One message for each recipient, as soon as its undo time is over.</summary>
    OneByOne,

    /// <summary>All in one message with a workbook, once a day shortly before the cut-off.</summary>
    DailyBundle,

    /// <summary>The same once a week, on <see cref="ManufacturerSettings.VerificationDay"/>.</summary>
    WeeklyBundle,
}

/// <summary>What one manufacturer asks for: how to submit, which verifications, how early.</summary>
public sealed class ManufacturerSettings : TenantEntity
{
    private SubmissionMethod submissionMethod = SubmissionMethod.Email;
    private decimal? minimumOrderAmount;
    private int leadTimeDays = 1;
    private TimeOnly cutOff = new(15, 0);
    private CombineOrders combine;
    private int combineMinutes = 30;
    private VerificationSending verificationSending;
    private DayOfWeek verificationDay = DayOfWeek.Monday;

    public required Guid ManufacturerId { get; init; }

    public SubmissionMethod SubmissionMethod { get => submissionMethod; init => submissionMethod = value; }

    /// <summary>Endpoint, portal address or partner id, by name; no secrets.</summary>
    public Dictionary<string, string> SubmissionOptions { get; init; } = [];

    /// <summary>Who gets orders where no contact list of type order exists.</summary>
    public List<string> PrimaryContacts { get; init; } = [];

    public List<string> CcContacts { get; init; } = [];

    /// <summary>Every verification this manufacturer wants before it ships; empty when it wants none.</summary>
    public IReadOnlyList<VerificationRequirement> RequiredVerifications { get; private set; } = [];

    public List<string> OnboardingDocuments { get; init; } = [];

    public bool RequiresOwnerSignature { get; init; }

    public Guid? OrderFormTemplateId { get; init; }

    public decimal? MinimumOrderAmount { get => minimumOrderAmount; init => minimumOrderAmount = value; }

    /// <summary>Business days from taking an order to handing it to the carrier.</summary>
    public int LeadTimeDays { get => leadTimeDays; init => leadTimeDays = value; }

    /// <summary>Orders received after this time count for the next business day; in the tenant's time zone.</summary>
    public TimeOnly CutOff { get => cutOff; init => cutOff = value; }

    /// <summary>Whether orders wait for each other and leave in one message.</summary>
    public CombineOrders Combine { get => combine; init => combine = value; }

    /// <summary>Minutes between two messages, counted from midnight, where orders leave together every few minutes.</summary>
    public int CombineMinutes { get => combineMinutes; init => combineMinutes = value; }

    /// <summary>How renewals of verifications leave. What an order waits for never waits itself.</summary>
    public VerificationSending VerificationSending { get => verificationSending; init => verificationSending = value; }

    /// <summary>The weekday of a weekly bundle.</summary>
    public DayOfWeek VerificationDay { get => verificationDay; init => verificationDay = value; }

    public void Require(IReadOnlyList<VerificationRequirement> requirements) => RequiredVerifications = requirements;

    /// <summary>Takes what the settings form says.</summary>
    public void Configure(SaveManufacturerSettings settings)
    {
        (verificationSending, verificationDay) = (settings.VerificationSending, settings.VerificationDay);
        (submissionMethod, leadTimeDays, cutOff, combine, combineMinutes, minimumOrderAmount) =
            (settings.SubmissionMethod, settings.LeadTimeDays, settings.CutOff, settings.Combine, settings.CombineMinutes, settings.MinimumOrderAmount);
    }
}

/// <summary>One verification a manufacturer requires, how often, and with which documents.</summary>
public sealed record VerificationRequirement(VerificationType Type, VerificationFrequency Frequency, IReadOnlyList<string>? Documents = null);
