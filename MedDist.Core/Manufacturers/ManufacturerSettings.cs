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

/// <summary>What one manufacturer asks for: how to submit, which verifications, how early.</summary>
public sealed class ManufacturerSettings : TenantEntity
{
    public required Guid ManufacturerId { get; init; }

    public SubmissionMethod SubmissionMethod { get; init; } = SubmissionMethod.Email;

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

    public decimal? MinimumOrderAmount { get; init; }

    /// <summary>Business days from taking an order to handing it to the carrier.</summary>
    public int LeadTimeDays { get; init; } = 1;

    /// <summary>Orders received after this time count for the next business day; in the tenant's time zone.</summary>
    public TimeOnly CutOff { get; init; } = new(15, 0);

    public void Require(IReadOnlyList<VerificationRequirement> requirements) => RequiredVerifications = requirements;
}

/// <summary>One verification a manufacturer requires, how often, and with which documents.</summary>
public sealed record VerificationRequirement(VerificationType Type, VerificationFrequency Frequency, IReadOnlyList<string>? Documents = null);
