using MedDist.Core.Kernel;
using MedDist.Core.Recipients;

namespace MedDist.Core.Organizations;

/// <summary>What a facility is to its organisation.</summary>
public enum FacilityType
{
    Main,
    Satellite,
    Warehouse,
    Clinic,
}

/// <summary>Which register <see cref="Facility.Identifier"/> comes from.</summary>
public enum FacilityIdentifierType
{
    Npi,
    Dea,
    StateLicense,
}

/// <summary>A place of an organisation where orders come from and goods go to.</summary>
public sealed class Facility : TenantEntity
{
    private string name = "";
    private FacilityType type;
    private string? identifier;
    private FacilityIdentifierType? identifierType;
    private bool isShipTo = true;
    private bool isBillTo = true;
    private AccountStatus status;
    private FacilityDetails details = new();
    private Dictionary<string, string> metadata = [];

    public required Guid OrganizationId { get; init; }

    public Organization? Organization { get; private set; }

    public required string Name { get => name; init => name = value; }

    public FacilityType Type { get => type; init => type = value; }

    /// <summary>The number it is known by: its NPI; where it has none its DEA number, else its state licence.</summary>
    public string? Identifier { get => identifier; init => identifier = value; }

    public FacilityIdentifierType? IdentifierType { get => identifierType; init => identifierType = value; }

    /// <summary>Whether goods may be sent to it: only then it is offered in the order form.</summary>
    public bool IsShipTo { get => isShipTo; init => isShipTo = value; }

    /// <summary>Whether it gets its own invoices; they go to its organisation otherwise.</summary>
    public bool IsBillTo { get => isBillTo; init => isBillTo = value; }

    public AccountStatus Status { get => status; init => status = value; }

    /// <summary>Why it is on hold or inactive.</summary>
    public string? StatusReason { get; private set; }

    public FacilityDetails Details { get => details; init => details = value; }

    /// <summary>What other systems know about the facility, by name.</summary>
    public Dictionary<string, string> Metadata { get => metadata; init => metadata = value; }

    /// <summary>The words of name, numbers and town, a space before each, for the search.</summary>
    public string SearchText { get => SearchWords.Spaced(name, identifier, details.Dea, details.License, details.Address?.City, details.Address?.State); private set => _ = value; }

    /// <summary>Its national provider identifier.</summary>
    public string? Npi => identifierType == FacilityIdentifierType.Npi ? identifier : null;

    /// <summary>Where goods for it go: its dock, or else where it stands.</summary>
    public Address? ShipTo => details.ShipTo ?? details.Address;

    /// <summary>Where its invoices go.</summary>
    public Address? BillTo(Organization? owner) => isBillTo ? details.BillTo ?? details.Address : owner?.Details.BillTo;

    /// <summary>Takes over what was entered and has been read.</summary>
    public void Change(FacilityFacts facts)
    {
        (name, type, isShipTo, isBillTo, details, metadata) = (facts.Name, facts.Type, facts.IsShipTo, facts.IsBillTo, facts.Details, facts.Metadata);
        (identifier, identifierType) = (facts.Identifier, facts.IdentifierType);
    }

    public void Become(AccountStatus next, string? reason) => (status, StatusReason) = (next, next is AccountStatus.Active or AccountStatus.Onboarding ? null : reason);

    /// <summary>A new one of an organisation.</summary>
    public static Facility Of(Guid organizationId, FacilityFacts facts)
    {
        var facility = new Facility { OrganizationId = organizationId, Name = facts.Name };
        facility.Change(facts);
        return facility;
    }
}

/// <summary>What an order form takes over from the facility, and what else is known of it.</summary>
public sealed record FacilityDetails
{
    /// <summary>Where it stands.</summary>
    public Address? Address { get; init; }

    /// <summary>Where goods go, where that is not <see cref="Address"/>.</summary>
    public Address? ShipTo { get; init; }

    /// <summary>Where invoices go, where that is not <see cref="Address"/>.</summary>
    public Address? BillTo { get; init; }

    public string? Phone { get; init; }

    /// <summary>CMS place-of-service code, two digits with the leading zero.</summary>
    public string? PlaceOfService { get; init; }

    /// <summary>Provider transaction access number of the facility; at most 20 characters, no published format.</summary>
    public string? Ptan { get; init; }

    /// <summary>Code of the Medicare administrative contractor, for example <c>JH</c>.</summary>
    public string? MacJurisdiction { get; init; }

    public string? DeliveryInstructions { get; init; }

    /// <summary>Registration number of the Drug Enforcement Administration.</summary>
    public string? Dea { get; init; }

    /// <summary>Number of its licence from the state's board, which has no published form.</summary>
    public string? License { get; init; }

    /// <summary>Two letters of the state that gave the licence.</summary>
    public string? LicenseState { get; init; }

    /// <summary>The licence's last day.</summary>
    public DateOnly? LicenseEndsOn { get; init; }

    public IReadOnlyList<PlaceContact> Contacts { get; init; } = [];
}
