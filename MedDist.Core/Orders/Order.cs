using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>One order of one facility for one recipient to one manufacturer.</summary>
public sealed partial class Order : TenantEntity
{
    private readonly List<OrderItem> items = [];
    private readonly List<OrderEvent> events = [];

    /// <summary>Unique per tenant.</summary>
    public required string OrderNumber { get; init; }

    public OrderType Type { get => type; init => type = value; }

    public OrderStatus Status { get; private set; } = OrderStatus.Draft;

    public Guid? OrganizationId { get; init; }

    public Organization? Organization { get; private set; }

    public Guid? FacilityId { get; init; }

    public Facility? Facility { get; private set; }

    public Guid? ProviderId { get; init; }

    public User? Provider { get; private set; }

    public Guid? RecipientId { get; init; }

    public Recipient? Recipient { get; private set; }

    /// <summary>An order goes to one manufacturer.</summary>
    public Guid? ManufacturerId { get; init; }

    public Manufacturer? Manufacturer { get; private set; }

    /// <summary>Copied from the recipient so that lists need no join.</summary>
    [Phi]
    public string? RecipientName { get => recipientName; init => recipientName = value; }

    /// <summary>Lower-case number and recipient, for searching on every database.</summary>
    [Phi]
    public string SearchText { get => $"{OrderNumber} {RecipientName}".ToLowerInvariant(); private set => _ = value; }

    public DateOnly? ServiceDate { get => serviceDate; init => serviceDate = value; }

    public DateOnly? RequestedDeliveryDate { get => requestedDeliveryDate; init => requestedDeliveryDate = value; }

    /// <summary>The author of the draft, who alone sees it until it is submitted.</summary>
    public Guid? CreatedByUserId { get; init; }

    public DateTimeOffset? ProviderSubmittedAt { get; private set; }

    public DateTimeOffset? AdminReviewedAt { get; private set; }

    public Guid? AdminReviewedByUserId { get; private set; }

    public DateTimeOffset? ManufacturerSubmittedAt { get; private set; }

    public DateTimeOffset? ManufacturerConfirmedAt { get; private set; }

    /// <summary>From the provider to the coordinator.</summary>
    [Phi]
    public string? Notes { get => notes; init => notes = value; }

    /// <summary>Never shown to the provider or the manufacturer.</summary>
    [Phi]
    public string? InternalNotes { get => internalNotes; init => internalNotes = value; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    [Phi]
    public OrderIntake Intake { get => intake; init => intake = value; }

    public RequestType RequestType { get; init; } = RequestType.NewRequest;

    public ShippingSpeed ShippingSpeed { get => shippingSpeed; init => shippingSpeed = value; }

    public DateOnly? ActualDeliveryDate { get; private set; }

    public string? DeliveryInstructions { get => deliveryInstructions; init => deliveryInstructions = value; }

    /// <summary>The status to go back to when a hold ends.</summary>
    public OrderStatus? HeldFrom { get; private set; }

    public DateOnly? HeldUntil { get; private set; }

    /// <summary>Why the order was sent back, denied, held, cancelled or rejected last.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>Why the coordinator approved without a valid IVR.</summary>
    public string? IvrBypassReason { get; private set; }

    public IReadOnlyList<OrderItem> Items => items;

    public IReadOnlyList<OrderEvent> Events => events;

    public decimal Total => items.Sum(i => i.Quantity * (i.UnitPrice ?? 0));

    public void AddItem(OrderItem item) => items.Add(item);

    /// <summary>What is still missing for a submit, in the words of the form.</summary>
    public IReadOnlyList<string> MissingParts()
    {
        (bool There, string Name)[] parts =
        [
            (RecipientId is not null, "recipient"), (ProviderId is not null, "provider"), (OrganizationId is not null, "organisation"),
            (ManufacturerId is not null, "manufacturer"), (ServiceDate is not null || Type == OrderType.Consignment, "service date"), (RequestedDeliveryDate is not null, "requested delivery date"), (items.Count > 0, "at least one item"),
        ];
        return [.. parts.Where(p => !p.There).Select(p => p.Name)];
    }

    /// <summary>Whether the IVR lets the order be approved: valid for the service date, or bypassed with a reason.</summary>
    public bool IvrCovers => IvrState is IvrState.Valid or IvrState.NotRequired || IvrBypassReason is not null;
}
