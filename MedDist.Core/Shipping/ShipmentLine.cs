using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>So many of one product of the order in one parcel, of one lot.</summary>
public sealed class ShipmentLine : TenantEntity
{
    public Guid ShipmentId { get; init; }

    public required Guid OrderItemId { get; init; }

    public required int Quantity { get; init; }

    public string? Lot { get; init; }

    public string? Serial { get; init; }

    public DateOnly? ExpiresOn { get; init; }
}
