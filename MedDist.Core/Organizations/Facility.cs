using MedDist.Core.Kernel;

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
    public required Guid OrganizationId { get; init; }

    public Organization? Organization { get; private set; }

    public required string Name { get; init; }

    public FacilityType Type { get; init; }

    public string? Identifier { get; init; }

    public FacilityIdentifierType? IdentifierType { get; init; }

    public bool IsShipTo { get; init; } = true;

    public bool IsBillTo { get; init; } = true;

    public AccountStatus Status { get; init; } = AccountStatus.Active;

    public FacilityDetails Details { get; init; } = new();

    /// <summary>What other systems know about the facility, by name.</summary>
    public Dictionary<string, string> Metadata { get; init; } = [];
}

/// <summary>What an order form takes over from the facility.</summary>
public sealed record FacilityDetails
{
    public Address? Address { get; init; }

    public string? Phone { get; init; }

    /// <summary>CMS place-of-service code, two digits with the leading zero.</summary>
    public string? PlaceOfService { get; init; }

    /// <summary>Provider transaction access number of the facility; at most 20 characters, no published format.</summary>
    public string? Ptan { get; init; }

    /// <summary>Code of the Medicare administrative contractor, for example <c>JH</c>.</summary>
    public string? MacJurisdiction { get; init; }

    public string? DeliveryInstructions { get; init; }
}
