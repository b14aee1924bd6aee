using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>One thing that was told of a parcel. Written once, never changed.</summary>
public sealed class ShipmentEvent : Entity, ITenantOwned, IAppendOnly
{
    public const int WordsLength = 1200;

    private ShipmentEvent()
    {
    }

    public ShipmentEvent(Shipment shipment, DateTimeOffset at, ShipmentStatus? status, DateTimeOffset recordedAt)
    {
        (ShipmentId, TenantId, TrackingNumber, At, Status, RecordedAt) = (shipment.Id, shipment.TenantId, shipment.TrackingNumber, at, status, recordedAt);
    }

    public Guid TenantId { get; private set; }

    public Guid ShipmentId { get; private set; }

    /// <summary>The number it was told of; of an earlier, wrong number it no longer counts.</summary>
    public string? TrackingNumber { get; private set; }

    /// <summary>When it happened, by the carrier.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Null for what is not about where the parcel is.</summary>
    public ShipmentStatus? Status { get; private set; }

    /// <summary>When we heard of it.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    public string? Place { get; init; }

    /// <summary>The carrier's own words, or the user's.</summary>
    public string? Words { get; init; }

    public required ShipmentSource Source { get; init; }

    /// <summary>The carrier's id of the event; the same one twice counts once.</summary>
    public string? ExternalId { get; init; }

    public DateOnly? EstimatedOn { get; init; }

    [Phi]
    public string? SignedBy { get; init; }

    /// <summary>The user, where it was one.</summary>
    public string? ByName { get; init; }

    /// <summary>A person says that the carrier is wrong; counts even after a delivery.</summary>
    public bool IsCorrection { get; init; }
}
