using MedDist.Core.Users;

namespace MedDist.Core.Organizations;

/// <summary>Another status for an organisation or facility.</summary>
/// <param name="Status">What it becomes.</param>
/// <param name="Reason">Why; wanted for on hold and inactive.</param>
/// <param name="SeenVersion">The version that the caller looked at.</param>
public sealed record SetAccountStatus(AccountStatus Status, string? Reason, int SeenVersion);

/// <summary>What a list of organisations shows.</summary>
/// <param name="Search">Words of the organisation's name, or of a facility's name, numbers or town.</param>
/// <param name="Type">One type only.</param>
/// <param name="Status">One status only.</param>
/// <param name="Ending">Only those whose contract ends so soon that the coordinators are warned.</param>
/// <param name="Skip">Rows before the page.</param>
/// <param name="Take">Rows of the page.</param>
public sealed record OrganizationFilter(string? Search = null, OrganizationType? Type = null, AccountStatus? Status = null, bool Ending = false, int Skip = 0, int Take = 25)
{
    /// <summary>What an address says; what it says wrongly counts as not said.</summary>
    public static OrganizationFilter Read(string? search, string? type, string? status, string? contract) => new(
        search, Enum.TryParse<OrganizationType>(type, out var kind) && Enum.IsDefined(kind) ? kind : null,
        Enum.TryParse<AccountStatus>(status, out var like) && Enum.IsDefined(like) ? like : null, contract == "ending");
}

/// <summary>An organisation in the list, with the first of its facilities; of a search by words of facilities those that it found.</summary>
public sealed record OrganizationRow(Guid Id, string Name, OrganizationType Type, AccountStatus Status, string? StatusReason, DateOnly? ContractEndsOn, bool IsEnding, int FacilityCount)
{
    public IReadOnlyList<FacilityRow> Facilities { get; init; } = [];
}

/// <summary>A facility in the list.</summary>
public sealed record FacilityRow(Guid Id, Guid OrganizationId, string Name, FacilityType Type, AccountStatus Status, string? StatusReason, string? Identifier, FacilityIdentifierType? IdentifierType, string? Town, bool IsShipTo, bool IsBillTo);

/// <summary>A page of organisations.</summary>
public sealed record OrganizationList(IReadOnlyList<OrganizationRow> Rows, int Total);

/// <summary>An organisation with everything that can be changed.</summary>
public sealed record OrganizationDetailsRow(
    Guid Id, OrganizationEntry Entry, AccountStatus Status, string? StatusReason, DateTimeOffset CreatedAt, bool ContractEnds, IReadOnlyList<FacilityRow> Facilities, IReadOnlyList<AssignedPerson> People,
    IReadOnlyList<PlaceDocument> Documents, IReadOnlyDictionary<string, string> Settings);

/// <summary>A facility with everything that can be changed.</summary>
public sealed record FacilityDetailsRow(
    Guid Id, Guid OrganizationId, string Organization, AccountStatus OrganizationStatus, FacilityEntry Entry, AccountStatus Status, string? StatusReason, DateTimeOffset CreatedAt, IReadOnlyList<AssignedPerson> People);

/// <summary>Somebody who works at a place, by an assignment to it or to its organisation.</summary>
public sealed record AssignedPerson(Guid UserId, string Name, Role Role, bool IsActive, bool ByOrganization);

/// <summary>A file of an organisation, to choose as the contract's paper.</summary>
public sealed record PlaceDocument(Guid Id, string FileName);

/// <summary>What still needs an organisation or facility, before it is put on hold or made inactive.</summary>
public sealed record PlaceUse(int OpenOrders, int Drafts, int Recipients, int People, int ActiveFacilities);

/// <summary>A facility, or an organisation without one, as a file has it.</summary>
public sealed record PlaceExportRow(Organization Organization, Facility? Facility);
