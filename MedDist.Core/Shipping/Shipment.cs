using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>One parcel of an order.</summary>
public sealed partial class Shipment : TenantEntity
{
    /// <summary>Years that the proof of delivery of medical equipment is kept (42 CFR 424.516(f)).</summary>
    public const int ProofYears = 7;

    public const int ReasonLength = 1000;

    private readonly List<ShipmentLine> lines = [];
    private readonly List<ShipmentEvent> events = [];
    private readonly List<ShipmentReceipt> receipts = [];

    private Shipment()
    {
    }

    public Shipment(Guid orderId, string carrier, string? trackingNumber, string? service = null)
    {
        (OrderId, Carrier, TrackingNumber, Service) = (orderId, carrier, trackingNumber, service);
        ParcelKey = trackingNumber ?? Id.ToString("N");
    }

    public Guid OrderId { get; private set; }

    /// <summary>As carriers print it, without spaces; null for a parcel without one.</summary>
    public string? TrackingNumber { get; private set; }

    /// <summary>One of <see cref="Carriers"/>, or a postal service by its own name.</summary>
    public string? Carrier { get; private set; }

    /// <summary>The carrier's service, where the number tells.</summary>
    public string? Service { get; private set; }

    /// <summary>What keeps two people from recording one parcel twice: unique per order, the number while the parcel counts.</summary>
    public string ParcelKey { get; private set; } = "";

    public ShipmentSource Source { get; init; } = ShipmentSource.Person;

    /// <summary>Who recorded it.</summary>
    public string? RecordedByName { get; init; }

    public DateTimeOffset? ShippedAt { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? VoidReason { get; private set; }

    /// <summary>Documents that travel with the parcel, by id.</summary>
    public List<Guid> ShippingDocuments { get; init; } = [];

    /// <summary>What is in the parcel; empty where nobody said.</summary>
    public IReadOnlyList<ShipmentLine> Lines => lines;

    public IReadOnlyList<ShipmentEvent> Events => events;

    public IReadOnlyList<ShipmentReceipt> Receipts => receipts;

    public bool IsVoided => VoidedAt is not null;

    public bool IsDelivered => DeliveredAt is not null;

    public void AddLine(ShipmentLine line) => lines.Add(line);

    /// <summary>It left the manufacturer; nothing is known from the carrier yet.</summary>
    public void Leave(DateTimeOffset at) => ShippedAt = at;

    /// <summary>Puts right what was recorded wrongly; what the carrier told about the other number no longer counts.</summary>
    public void Correct(string carrier, string? number, string? service, string by, DateTimeOffset now)
    {
        Note(number == TrackingNumber ? $"Carrier corrected from {Carrier}." : $"Number corrected; it was {Carrier} {TrackingNumber ?? "without a number"}.", by, now);
        (Carrier, TrackingNumber, Service) = (carrier, number, service);
        ParcelKey = number ?? Id.ToString("N");
        Refold();
    }

    /// <summary>It never was a parcel of this order; its lines do not count any more.</summary>
    public void Void(string reason, string by, DateTimeOffset now)
    {
        Note($"Voided: {reason}", by, now);
        (VoidedAt, VoidReason, ParcelKey) = (now, reason, $"void {Id:N}");
        (Problem, ProblemSentence, Stage) = (null, null, ShipmentStage.Voided);
    }

    /// <summary>Writes a line that is not about where the parcel is into its history.</summary>
    public void Note(string words, string by, DateTimeOffset now) => events.Add(new ShipmentEvent(this, now, null, now) { Source = ShipmentSource.Person, Words = words, ByName = by });

    /// <summary>Keeps a proof of delivery, from the day of delivery on for <see cref="ProofYears"/>.</summary>
    public void Prove(Guid? documentId, string? signedBy, DateTimeOffset? signedAt, DateOnly deliveredOn)
    {
        ProofDocumentId = documentId ?? ProofDocumentId;
        SignedBy = signedBy ?? SignedBy;
        SignedAt = signedAt ?? SignedAt;
        ProofKeptUntil = deliveredOn.AddYears(ProofYears);
    }

    public Guid? ProofDocumentId { get; private set; }

    /// <summary>Who signed, by the carrier.</summary>
    [Phi]
    public string? SignedBy { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>The proof of delivery must not be deleted before.</summary>
    public DateOnly? ProofKeptUntil { get; private set; }
}
