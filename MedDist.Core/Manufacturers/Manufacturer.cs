using MedDist.Core.Kernel;
using MedDist.Core.Organizations;

namespace MedDist.Core.Manufacturers;

/// <summary>What kind of supplier it is.</summary>
public enum ManufacturerType
{
    Manufacturer,
    Distributor,
    Pharmacy,
    Compounding,
}

/// <summary>A company that orders are forwarded to.</summary>
public sealed class Manufacturer : TenantEntity
{
    public required string Name { get; init; }

    public ManufacturerType Type { get; init; }

    public AccountStatus Status { get; init; } = AccountStatus.Active;

    public ContactDetails Contact { get; init; } = new();

    public ManufacturerSettings? Settings { get; init; }

    public List<ManufacturerContact> Contacts { get; init; } = [];
}
