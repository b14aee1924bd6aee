using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>What became of a message of a carrier.</summary>
public enum CarrierMessageState
{
    /// <summary>Stored, not processed yet.</summary>
    Stored,

    Applied,

    /// <summary>No parcel has this number yet; it is applied when one is recorded.</summary>
    Unknown,

    /// <summary>It could not be read.</summary>
    Failed,
}

/// <summary>One event as a carrier sent it, kept as it came before anything is made of it, so that it can be processed again. The same event id comes once.</summary>
public sealed class CarrierMessage : TenantEntity
{
    public const int IdLength = 120;

    public required string Carrier { get; init; }

    /// <summary>The carrier's id of the event; unique per tenant and carrier.</summary>
    public required string EventId { get; init; }

    public string? TrackingNumber { get; init; }

    /// <summary>As it came.</summary>
    [Phi]
    public required string Raw { get; init; }

    public required ShipmentSource Source { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public CarrierMessageState State { get; private set; }

    /// <summary>Why it is not applied, in words for the coordinator.</summary>
    public string? Note { get; private set; }

    public void Become(CarrierMessageState state, string? note = null) => (State, Note) = (state, note);
}
