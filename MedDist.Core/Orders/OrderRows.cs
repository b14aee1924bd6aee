using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>One line of the queue.</summary>
public sealed record OrderRow
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required string OrderNumber { get; init; }

    public required OrderType Type { get; init; }

    public required OrderStatus Status { get; init; }

    public required SendState SendState { get; init; }

    /// <summary>Initials only for roles that do not see names.</summary>
    public required string? RecipientName { get; init; }

    public Guid? RecipientId { get; init; }

    public Guid? ManufacturerId { get; init; }

    public required string? ProviderName { get; init; }

    public required string? FacilityName { get; init; }

    public required string? ManufacturerName { get; init; }

    public required DateOnly? ServiceDate { get; init; }

    public required DateOnly? RequestedDeliveryDate { get; init; }

    public required DateTimeOffset? ProviderSubmittedAt { get; init; }

    public required DateTimeOffset? SendBy { get; init; }

    /// <summary>When it left for the manufacturer.</summary>
    public required DateTimeOffset? ManufacturerSubmittedAt { get; init; }

    public required IvrState IvrState { get; init; }

    public required string IvrSentence { get; init; }

    /// <summary>The sum that leads to <see cref="SendBy"/>; null once the order has left.</summary>
    public string? SendByReason { get; init; }

    /// <summary>The worst first.</summary>
    public IReadOnlyList<OrderFlag> Flags { get; init; } = [];

    /// <summary>Who works on it; null when nobody has claimed it.</summary>
    public Guid? ClaimedByUserId { get; init; }

    public string? ClaimedByName { get; init; }

    /// <summary>Whom and from whom it is for: what one IVR covers.</summary>
    public EpisodeKey Episode => new(RecipientId, ManufacturerId);

    /// <summary>It was held until a day that has come; somebody has to release it.</summary>
    public bool IsHoldOver { get; init; }

    /// <summary>The tab it belongs to.</summary>
    public QueueSection Section => Order.SectionOf(Status, SendState, ShipmentProblem is not null);

    /// <summary>Why a parcel needs the coordinator.</summary>
    public string? ShipmentProblem { get; init; }

    /// <summary>What the row asks of the coordinator, in one word.</summary>
    public string NextStep => (Status, SendState) switch
    {
        (_, SendState.Failed) => "Fix sending",
        _ when ShipmentProblem is not null && Order.ShipmentMatters(Status) => "Fix parcel",
        (OrderStatus.PendingReview or OrderStatus.Resubmitted, _) => "Review",
        (OrderStatus.Approved, _) => "Forward",
        (OrderStatus.RejectedByManufacturer, _) => "Resolve",
        (OrderStatus.SentToManufacturer or OrderStatus.Confirmed or OrderStatus.PartiallyShipped or OrderStatus.Shipped, _) => "Track",
        (OrderStatus.OnHold, _) => IsHoldOver ? "Hold over" : "Release",
        _ => "View",
    };
}

/// <summary>A page of the queue and how many orders match in all; with its groups, where the list is grouped.</summary>
public sealed record OrderPage(IReadOnlyList<OrderRow> Rows, int Total)
{
    /// <summary>The groups of this page, most urgent first; null where the list is not grouped.</summary>
    public IReadOnlyList<OrderEpisode>? Episodes { get; init; }

    /// <summary>What is paged: groups where the list is grouped, else orders.</summary>
    public int Pageable { get; init; } = Total;

    /// <summary>Whether <see cref="Pageable"/> counts all there is; of a long list of groups it only says that another page follows.</summary>
    public bool IsCounted { get; init; } = true;
}

/// <summary>Everything the detail pane shows of one order.</summary>
public sealed record OrderDetails
{
    public required OrderRow Row { get; init; }

    public required OrderParty? Recipient { get; init; }

    public required OrderParty? Provider { get; init; }

    public required OrderParty? Facility { get; init; }

    public required OrderParty? Organization { get; init; }

    public required OrderParty? Manufacturer { get; init; }

    public required string? Notes { get; init; }

    /// <summary>Null for callers who do not triage.</summary>
    public required string? InternalNotes { get; init; }

    public required string? StatusReason { get; init; }

    public required string? IvrBypassReason { get; init; }

    public required string? SendError { get; init; }

    public required DateOnly? IvrValidThrough { get; init; }

    public required DateOnly? HeldUntil { get; init; }

    public required ShippingSpeed ShippingSpeed { get; init; }

    public required RequestType RequestType { get; init; }

    public required string? DeliveryInstructions { get; init; }

    public required OrderIntake Intake { get; init; }

    public required IReadOnlyList<OrderItemRow> Items { get; init; }

    public required IReadOnlyList<OrderVerificationRow> Verifications { get; init; }

    public required IReadOnlyList<OrderDocumentRow> Documents { get; init; }

    public required IReadOnlyList<OrderShipmentRow> Shipments { get; init; }

    public required IReadOnlyList<OrderEventRow> Timeline { get; init; }

    /// <summary>Each action of the detail pane: null where the caller may do it now, else why not.</summary>
    public required IReadOnlyDictionary<OrderAction, Failure?> Actions { get; init; }

    /// <summary>The message that is held for undo, and until when; null when none is.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }

    /// <summary>Who will get the order when it is forwarded.</summary>
    public required OrderContacts? Contacts { get; init; }

    public decimal Total => Items.Sum(i => i.Quantity * (i.UnitPrice ?? 0));
}

/// <summary>A party of an order: its name and a line below it.</summary>
public sealed record OrderParty(Guid Id, string Name, IReadOnlyList<string> Lines);

/// <summary>Addresses of the manufacturer for orders, and the note that goes with them.</summary>
public sealed record OrderContacts(IReadOnlyList<string> To, IReadOnlyList<string> Cc, string? Notes);

/// <summary>A product line.</summary>
public sealed record OrderItemRow(Guid Id, string ProductName, string? Code, string? Sku, int Quantity, decimal? UnitPrice, string Specification, string? Notes);

/// <summary>A verification case of the order's recipient and manufacturer.</summary>
public sealed record OrderVerificationRow(Guid Id, VerificationType Type, VerificationStatus Status, DateOnly? VerifiedOn, DateOnly? ExpiresOn, string? Reason);

/// <summary>A document of the order.</summary>
public sealed record OrderDocumentRow(Guid Id, DocumentType Type, DocumentStatus Status, string FileName, DateTimeOffset CreatedAt)
{
    /// <summary>Whether there is something to open.</summary>
    public bool HasFile { get; init; } = true;

    /// <summary>By whom and when it was signed.</summary>
    public SignedBy? Signing { get; init; }

    /// <summary>Why the signature does not count any more.</summary>
    public string? VoidReason { get; init; }
}

/// <summary>Who signed, when.</summary>
public sealed record SignedBy(string Name, DateTimeOffset At);

/// <summary>A parcel of the order.</summary>
public sealed record OrderShipmentRow(Guid Id, string? Carrier, string? TrackingNumber, Shipping.ShipmentStatus Status, DateTimeOffset? ShippedAt, DateTimeOffset? DeliveredAt);

/// <summary>One step of the timeline.</summary>
public sealed record OrderEventRow(OrderAction Action, OrderStatus From, OrderStatus To, DateTimeOffset At, string ByName, string? Comment, bool OnBehalf);
