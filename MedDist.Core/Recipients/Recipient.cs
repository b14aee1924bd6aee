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
public sealed class Recipient : TenantEntity
{
    private string? firstName;
    private string? lastName;

    public required RecipientType Type { get; init; }

    /// <summary>Medical record number, customer number or the like.</summary>
    [Phi]
    public required string Identifier { get; init; }

    [Phi]
    public string? FirstName { get => firstName; init => Rename(value, lastName); }

    [Phi]
    public string? LastName { get => lastName; init => Rename(firstName, value); }

    /// <summary>The parts that are there, in order; falls back to the identifier, never null.</summary>
    [Phi]
    public string FullName { get; private set; } = "";

    /// <summary>Lower-case name parts and identifier, for searching in any order on every database.</summary>
    [Phi]
    public string SearchText { get; private set; } = "";

    [Phi]
    public DateOnly? DateOfBirth { get; init; }

    [Phi]
    public RecipientDetails Details { get; init; } = new();

    /// <summary>What other systems know about the recipient, by name.</summary>
    [Phi]
    public Dictionary<string, string> Metadata { get; init; } = [];

    /// <summary>Sets the name and what is derived from it.</summary>
    public void Rename(string? first, string? last)
    {
        firstName = first;
        lastName = last;
        var name = string.Join(' ', new[] { first, last }.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p!.Trim()));
        FullName = name.Length > 0 ? name : Identifier ?? "";
        SearchText = $"{FullName} {Identifier}".ToLowerInvariant();
    }

    /// <summary>The name with all but the first letters hidden, for lists: <c>J••• D••</c>.</summary>
    public static string Mask(string name) => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p[..1] + "•••"));
}

/// <summary>What else is known about a recipient.</summary>
public sealed record RecipientDetails(string? Sex = null, string? Phone = null, Address? Address = null);
