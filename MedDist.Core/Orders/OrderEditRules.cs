using System.Globalization;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Core.Orders;

/// <summary>One row of the table of editable fields.</summary>
/// <param name="Field">The field.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Get">Its value; null for fields of items, which are read by item.</param>
/// <param name="Set">The same values with another one here.</param>
/// <param name="IsMaterial">Whether an approval is about it: a decision made on another value of it is asked for again.</param>
/// <param name="IsPhi">Whether its value is hidden from roles that do not see recipients.</param>
/// <param name="Always">Whether it can be edited whatever became of the order.</param>
public sealed record OrderFieldRule(
    OrderField Field, string Label, Func<OrderFields, object?>? Get, Func<OrderFields, object?, OrderFields>? Set, bool IsMaterial = false, bool IsPhi = false, bool Always = false);

/// <summary>Which fields of an order can be edited in which status, and what a decision depends on. The only place that knows.</summary>
public static class OrderEditRules
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    public static readonly IReadOnlyList<OrderFieldRule> Fields =
    [
        new(OrderField.ServiceDate, "Service date", f => f.ServiceDate, (f, v) => f with { ServiceDate = (DateOnly?)v }, IsMaterial: true),
        new(OrderField.DeliverBy, "Deliver by", f => f.DeliverBy, (f, v) => f with { DeliverBy = (DateOnly?)v }, IsMaterial: true),
        new(OrderField.ShippingSpeed, "Shipping speed", f => f.ShippingSpeed, (f, v) => f with { ShippingSpeed = (ShippingSpeed)v! }, IsMaterial: true),
        new(OrderField.OrderType, "Order type", f => f.OrderType, (f, v) => f with { OrderType = (OrderType)v! }, IsMaterial: true),
        new(OrderField.DeliveryInstructions, "Delivery instructions", f => f.DeliveryInstructions, (f, v) => f with { DeliveryInstructions = (string?)v }),
        new(OrderField.Notes, "Notes", f => f.Notes, (f, v) => f with { Notes = (string?)v }, IsPhi: true),
        new(OrderField.InternalNotes, "Internal notes", f => f.InternalNotes, (f, v) => f with { InternalNotes = (string?)v }, IsPhi: true, Always: true),
        new(OrderField.PlaceOfService, "Place of service", f => f.PlaceOfService, (f, v) => f with { PlaceOfService = (string?)v }, IsMaterial: true),
        new(OrderField.Diagnosis, "Diagnosis", f => f.Diagnosis, (f, v) => f with { Diagnosis = (string?)v }, IsMaterial: true, IsPhi: true),
        new(OrderField.WoundLength, "Wound length", f => f.WoundLength, (f, v) => f with { WoundLength = (decimal?)v }, IsMaterial: true, IsPhi: true),
        new(OrderField.WoundWidth, "Wound width", f => f.WoundWidth, (f, v) => f with { WoundWidth = (decimal?)v }, IsMaterial: true, IsPhi: true),
        new(OrderField.WoundDepth, "Wound depth", f => f.WoundDepth, (f, v) => f with { WoundDepth = (decimal?)v }, IsMaterial: true, IsPhi: true),
        new(OrderField.Quantity, "Quantity", null, null, IsMaterial: true),
        new(OrderField.Size, "Size", null, null, IsMaterial: true),
    ];

    private static readonly OrderStatus[] BeforeLeaving = [Draft, PendingReview, SentBack, Resubmitted, Approved, RejectedByManufacturer];

    public static OrderFieldRule For(OrderField field) => Fields[(int)field];

    /// <summary>Why a field cannot be edited in a status, or null when it can. <paramref name="heldFrom"/> is the status that a held order goes back to.</summary>
    public static string? LockOf(OrderField field, OrderStatus status, OrderStatus? heldFrom)
    {
        var counts = status == OnHold ? heldFrom ?? PendingReview : status;
        return For(field).Always || BeforeLeaving.Contains(counts) ? null : counts switch
        {
            ReadyToSend => "The order is leaving for the manufacturer. Take it back first, then edit it.",
            Denied or Cancelled or Closed => $"The order is {counts.Label().ToLowerInvariant()}; nothing of it changes any more.",
            _ => "The order has left for the manufacturer, who has it as it was sent. Call them; to change it here, record that they rejected it.",
        };
    }

    /// <summary>The same for an order.</summary>
    public static string? LockOf(OrderField field, Order order) => LockOf(field, order.Status, order.HeldFrom);

    /// <summary>A value in the words of the screen; null for none.</summary>
    public static string? Text(OrderField field, object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("d MMM yyyy", Words),
        ShippingSpeed speed => speed.Label(),
        decimal cm => string.Create(Words, $"{cm:0.##} cm"),
        IFormattable other => other.ToString(null, Words),
        _ => value.ToString(),
    };

    /// <summary>A field's label inside a sentence; names of products keep their capitals.</summary>
    public static string InSentence(string label) => char.ToLowerInvariant(label[0]) + label[1..];

    /// <summary>Whether a role may edit an order: the order desk any; who ordered, what was sent back to them.</summary>
    public static bool MayEdit(OrderStatus status, Users.Role? role) => OrderPermissions.MayTriage(role) || (OrderPermissions.MayPlace(role) && status == SentBack);

    /// <summary>Whether a role may read the values of a field.</summary>
    public static bool MayRead(OrderField field, Users.Role? role) =>
        field == OrderField.InternalNotes ? OrderPermissions.MayTriage(role) : !For(field).IsPhi || OrderPermissions.SeesRecipientNames(role);
}
