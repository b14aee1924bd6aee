using MedDist.Core.Catalog;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>The fields that are edited in place, and what that does to decisions made before.</summary>
public sealed partial class Order
{
    private OrderType type = OrderType.Standard;
    private DateOnly? serviceDate;
    private DateOnly? requestedDeliveryDate;
    private ShippingSpeed shippingSpeed = ShippingSpeed.StandardNextDay;
    private string? notes;
    private string? internalNotes;
    private string? deliveryInstructions;
    private OrderIntake intake = new();

    /// <summary>
    /// The version that last changed something a decision is about: the status, or a material field (<see cref="OrderEditRules"/>). Who looked at this version
    /// or a later one has seen all that matters, whatever notes or claims changed since.
    /// </summary>
    public int DecisionVersion { get; private set; }

    /// <summary>Whether a decision by somebody who looked at <paramref name="version"/> would be about another order than the one they saw.</summary>
    public bool IsNewsSince(int version) => version < DecisionVersion;

    /// <summary>
    /// Takes over the edited values; <paramref name="products"/> are those of the items. The caller has checked that they may be edited now.
    /// Returns the items that are no longer there, which the caller deletes.
    /// </summary>
    public IReadOnlyList<OrderItem> Edit(MergeResult edit, IReadOnlyDictionary<Guid, Product> products)
    {
        var to = edit.Merged;
        (type, serviceDate, requestedDeliveryDate, shippingSpeed) = (to.OrderType, to.ServiceDate, to.DeliverBy, to.ShippingSpeed);
        (notes, internalNotes, deliveryInstructions) = (to.Notes, to.InternalNotes, to.DeliveryInstructions);
        Describe(edit, to);
        var removed = EditItems(to.Items, products);
        if (edit.Written.Any(w => OrderEditRules.For(w.Slot.Field).IsMaterial))
        {
            Matters();
        }

        return removed;
    }

    /// <summary>An approval that stood on a valid IVR falls when an edit, or what <paramref name="after"/> says, takes the IVR away; the order is reviewed again. Returns whether it did.</summary>
    public bool LoseApproval(ICallContext by, DateTimeOffset now, string after = "After an edit")
    {
        if (IvrCovers || (Status != OrderStatus.Approved && HeldFrom != OrderStatus.Approved))
        {
            return false;
        }

        if (Status == OrderStatus.Approved)
        {
            return Apply(new MoveOrder(OrderAction.WithdrawApproval) { Reason = $"{after} the IVR no longer covers the order. {IvrSentence}" }, by, now).Succeeded;
        }

        HeldFrom = OrderStatus.PendingReview;
        return true;
    }

    private void Describe(MergeResult edit, OrderFields to)
    {
        if (!edit.Written.Any(w => w.Slot.Field is OrderField.PlaceOfService or OrderField.Diagnosis or OrderField.WoundLength or OrderField.WoundWidth or OrderField.WoundDepth))
        {
            return;
        }

        intake = intake with
        {
            PlaceOfService = to.PlaceOfService,
            DiagnosisCodes = to.Diagnosis?.Split(", ") ?? [],
            Wound = to is { WoundLength: { } length, WoundWidth: { } width }
                ? (intake.Wound ?? new(0, 0)) with { LengthCm = length, WidthCm = width, DepthCm = to.WoundDepth }
                : null,
        };
    }

    private List<OrderItem> EditItems(IReadOnlyList<OrderLine> lines, IReadOnlyDictionary<Guid, Product> products)
    {
        var removed = items.Where(i => lines.All(l => l.Id != i.Id)).ToList();
        removed.ForEach(i => items.Remove(i));
        foreach (var line in lines)
        {
            var product = products[line.ProductId];
            if (items.Find(i => i.Id == line.Id) is not { } item)
            {
                item = new OrderItem { Id = line.Id, OrderId = Id, ProductId = product.Id, Quantity = line.Quantity, UnitPrice = product.Pricing.ListPrice };
                items.Add(item);
            }

            item.Change(line.Quantity, line.Size, product.Specifications);
        }

        return removed;
    }

    /// <summary>The save that is coming changes something that decisions are about. A new order has nothing that was decided on.</summary>
    private void Matters() => DecisionVersion = CreatedAt == default ? 0 : Version + 1;
}
