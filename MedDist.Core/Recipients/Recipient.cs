using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Recipients;

/// <summary>Who a product is for.</summary>
public enum RecipientType
{
    Patient,
    Customer,
    Facility,
}

/// <summary>The patient, customer or facility that products are for. A facility has one name, kept as the last name.</summary>
public sealed partial class Recipient : TenantEntity
{
    private string identifier = "";
    private string? firstName;
    private string? lastName;
    private DateOnly? dateOfBirth;
    private RecipientDetails details = new();
    private Guid? organizationId;
    private Guid? facilityId;

    public required RecipientType Type { get; init; }

    /// <summary>Medical record number, customer number or the like.</summary>
    [Phi]
    public required string Identifier { get => identifier; init => Describe(value, firstName, lastName, details); }

    [Phi]
    public string? FirstName { get => firstName; init => Describe(identifier, value, lastName, details); }

    [Phi]
    public string? LastName { get => lastName; init => Describe(identifier, firstName, value, details); }

    /// <summary>The parts that are there, in order; falls back to the identifier, never null.</summary>
    [Phi]
    public string FullName { get; private set; } = "";

    /// <summary>All <see cref="Terms"/> one after the other, a space before each, for narrowing what an index has found.</summary>
    [Phi]
    public string SearchText { get; private set; } = "";

    [Phi]
    public DateOnly? DateOfBirth { get => dateOfBirth; init => dateOfBirth = value; }

    [Phi]
    public RecipientDetails Details { get => details; init => Describe(identifier, firstName, lastName, value); }

    /// <summary>The organisation that the recipient is registered with; null where only the distributor knows them.</summary>
    public Guid? OrganizationId { get => organizationId; init => organizationId = value; }

    /// <summary>The facility of that organisation where they are seen.</summary>
    public Guid? FacilityId { get => facilityId; init => facilityId = value; }

    /// <summary>What other systems know about the recipient, by name.</summary>
    [Phi]
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>Takes over what was edited, the terms loaded. Returns the terms that no longer hold, which the caller deletes.</summary>
    public IReadOnlyList<RecipientTerm> Edit(RecipientEntry entry)
    {
        (dateOfBirth, organizationId, facilityId) = (entry.DateOfBirth, entry.OrganizationId, entry.FacilityId);
        return Describe(entry.Identifier ?? identifier, Type == RecipientType.Patient ? entry.FirstName : null, entry.LastName, entry.ToDetails());
    }

    /// <summary>The name with all but the first letters hidden, for lists: <c>J••• D••</c>.</summary>
    public static string Mask(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p[..1] + "•••"));
}

/// <summary>What else is known about a recipient.</summary>
public sealed record RecipientDetails(string? Sex = null, string? Phone = null, Address? Address = null, string? Email = null);
