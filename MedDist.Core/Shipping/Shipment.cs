using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>Where a parcel is, normalised over carriers.</summary>
public enum ShipmentStatus
{
    Pending,
    InfoReceived,
    InTransit,
    OutForDelivery,
    AttemptFailed,
    AvailableForPickup,
    Delivered,
    Exception,
    Expired,
}

/// <summary>One parcel of an order.</summary>
public sealed class Shipment : TenantEntity
{
    public required Guid OrderId { get; init; }

    public string? TrackingNumber { get; init; }

    public string? Carrier { get; init; }

    public ShipmentStatus Status { get; private set; } = ShipmentStatus.Pending;

    public DateTimeOffset? ShippedAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>Documents that travel with the parcel, by id.</summary>
    public List<Guid> ShippingDocuments { get; init; } = [];

    public void HandOver(DateTimeOffset at)
    {
        ShippedAt = at;
        Status = ShipmentStatus.InTransit;
    }

    public void Deliver(DateTimeOffset at)
    {
        DeliveredAt = at;
        Status = ShipmentStatus.Delivered;
    }
}
