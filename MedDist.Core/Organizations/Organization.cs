using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;

namespace MedDist.Core.Organizations;

/// <summary>What kind of customer an organisation is.</summary>
public enum OrganizationType
{
    Hospital,
    Clinic,
    Practice,
    Pharmacy,
    HomeHealth,
}

/// <summary>A customer of the distributor: the company that owns facilities and receives invoices.</summary>
public sealed class Organization : TenantEntity
{
    public const int ReasonLength = 500;

    private string name = "";
    private OrganizationType type;
    private string? taxId;
    private AccountStatus status;
    private DateOnly? onboardedOn;
    private ContractDetails? contract;
    private OrganizationDetails details = new();

    public required string Name { get => name; init => name = value; }

    public required OrganizationType Type { get => type; init => type = value; }

    /// <summary>Employer identification number, <c>NN-NNNNNNN</c> (26 CFR 301.6109-1); stored encrypted.</summary>
    [Phi]
    [Encrypted]
    public string? TaxId { get => taxId; init => taxId = value; }

    public AccountStatus Status { get => status; init => status = value; }

    /// <summary>Why it is on hold or inactive.</summary>
    public string? StatusReason { get; private set; }

    public DateOnly? OnboardedOn { get => onboardedOn; init => onboardedOn = value; }

    public ContractDetails? Contract { get => contract; init => contract = value; }

    /// <summary>The contract's last day, for finding those that end.</summary>
    public DateOnly? ContractEndsOn { get => contract?.EndsOn; private set => _ = value; }

    /// <summary>From when on the coordinators are warned of its end.</summary>
    public DateOnly? ContractWarnOn { get => contract?.WarnOn; private set => _ = value; }

    /// <summary>Where invoices go, and whom one calls.</summary>
    public OrganizationDetails Details { get => details; init => details = value; }

    /// <summary>Values that override the tenant's for this organisation, by setting key.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The words of the name, a space before each, for the search.</summary>
    public string SearchText { get => SearchWords.Spaced(name); private set => _ = value; }

    /// <summary>Takes over what was entered and has been read.</summary>
    public void Change(OrganizationFacts facts) =>
        (name, type, taxId, onboardedOn, contract, details) = (facts.Name, facts.Type, facts.TaxId, facts.OnboardedOn, facts.Contract, facts.Details);

    public void Become(AccountStatus next, string? reason) => (status, StatusReason) = (next, next is AccountStatus.Active or AccountStatus.Onboarding ? null : reason);
}

/// <summary>The agreement with an organisation.</summary>
public sealed record ContractDetails(string Number, DateOnly StartsOn, DateOnly? EndsOn, int PaymentTermDays)
{
    public const int UsualWarnDays = 60;

    /// <summary>What was agreed, in a few sentences.</summary>
    public string? Terms { get; init; }

    /// <summary>The signed paper, among the organisation's documents.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>How many days before its end the coordinators are warned.</summary>
    public int WarnDays { get; init; } = UsualWarnDays;

    public DateOnly? WarnOn => EndsOn is { } end && end.DayNumber > WarnDays ? end.AddDays(-WarnDays) : null;
}

/// <summary>Where invoices go, and whom one calls.</summary>
public sealed record OrganizationDetails
{
    public Address? BillTo { get; init; }

    public IReadOnlyList<PlaceContact> Contacts { get; init; } = [];
}

/// <summary>Somebody at an organisation or facility.</summary>
public sealed record PlaceContact(string Name, string? Role = null, string? Phone = null, string? Email = null);
