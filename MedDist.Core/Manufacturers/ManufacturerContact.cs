using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>What a contact list is for.</summary>
public enum ContactType
{
    Order,
    Ivr,
    Support,
}

/// <summary>The addresses one manufacturer wants one kind of mail at; at most one list per kind.</summary>
public sealed class ManufacturerContact : TenantEntity
{
    public required Guid ManufacturerId { get; init; }

    public required ContactType ContactType { get; init; }

    public List<string> PrimaryRecipients { get; init; } = [];

    public List<string> CcRecipients { get; init; } = [];

    /// <summary>Free words for the coordinator, such as "Susan for rush orders".</summary>
    public string? Notes { get; init; }

    public Guid? UpdatedByUserId { get; init; }
}
