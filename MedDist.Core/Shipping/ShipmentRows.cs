namespace MedDist.Core.Shipping;

/// <summary>The tabs of the list of parcels.</summary>
public enum ShipmentTab
{
    Problems,
    Road,

    /// <summary>Delivered, and not confirmed by the facility.</summary>
    Unconfirmed,

    All,
}

/// <summary>What the list of parcels shows. All of it lives in the address of the page.</summary>
public sealed record ShipmentFilter
{
    public ShipmentTab Tab { get; init; } = ShipmentTab.Problems;

    /// <summary>Part of a tracking or order number.</summary>
    public string? Search { get; init; }

    public string? Carrier { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>One line of the list.</summary>
public sealed record ShipmentRow(
    Guid Id, Guid OrderId, string OrderNumber, string? FacilityName, string? ManufacturerName, string? Carrier, string? TrackingNumber, ShipmentStatus Status, ShipmentStage Stage,
    DateTimeOffset? ShippedAt, DateOnly? EstimatedOn, DateOnly? NeededBy, DateTimeOffset? DeliveredAt, DateTimeOffset? LastEventAt, string? LastPlace, ShipmentProblem? Problem, string? ProblemSentence,
    bool IsSimulated);

/// <summary>A page of the list and how many rows match in all.</summary>
public sealed record ShipmentPage(IReadOnlyList<ShipmentRow> Rows, int Total);

/// <summary>All parcels of one order, and what is still to be shipped.</summary>
public sealed record OrderParcels
{
    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required DateOnly? NeededBy { get; init; }

    /// <summary>Whether parcels are recorded in the order's status.</summary>
    public required bool TakesParcels { get; init; }

    public required IReadOnlyList<ParcelItem> Items { get; init; }

    public required IReadOnlyList<ParcelDetails> Parcels { get; init; }

    public int Ordered => Items.Sum(i => i.Ordered);

    public int Left => Items.Sum(i => Math.Max(0, i.Left));
}

/// <summary>An item of the order and how many of it are not in a parcel yet.</summary>
public sealed record ParcelItem(Guid Id, string Name, string? Code, int Ordered, int Left);

/// <summary>One parcel in full.</summary>
public sealed record ParcelDetails
{
    public required Guid Id { get; init; }

    public required string? Carrier { get; init; }

    public required string? TrackingNumber { get; init; }

    public required string? Service { get; init; }

    public required string? Link { get; init; }

    /// <summary>Whether the carrier's events reach us.</summary>
    public required bool IsTracked { get; init; }

    public required bool IsSimulated { get; init; }

    public required ShipmentStatus Status { get; init; }

    public required ShipmentStage Stage { get; init; }

    public required ShipmentProblem? Problem { get; init; }

    public required string? ProblemSentence { get; init; }

    public required DateTimeOffset? ShippedAt { get; init; }

    public required DateOnly? EstimatedOn { get; init; }

    public required DateTimeOffset? DeliveredAt { get; init; }

    public required DateTimeOffset? ReceivedAt { get; init; }

    public required string? SignedBy { get; init; }

    public required Guid? ProofDocumentId { get; init; }

    public required DateOnly? ProofKeptUntil { get; init; }

    public required string? VoidReason { get; init; }

    public required string? RecordedByName { get; init; }

    public required IReadOnlyList<ParcelLine> Lines { get; init; }

    /// <summary>Latest first.</summary>
    public required IReadOnlyList<ParcelEvent> Events { get; init; }

    public bool IsVoided => Stage == ShipmentStage.Voided;

    public bool IsDelivered => DeliveredAt is not null;
}

/// <summary>A line of a parcel.</summary>
public sealed record ParcelLine(Guid Id, string Name, int Quantity, string? Lot, string? Serial, DateOnly? ExpiresOn);

/// <summary>A line of a parcel's history.</summary>
public sealed record ParcelEvent(Guid Id, DateTimeOffset At, ShipmentStatus? Status, string? Place, string? Words, ShipmentSource Source, string? ByName);

/// <summary>A message of a carrier that is not applied.</summary>
public sealed record CarrierMessageRow(Guid Id, string Carrier, string? TrackingNumber, CarrierMessageState State, string? Note, ShipmentSource Source, DateTimeOffset ReceivedAt);
