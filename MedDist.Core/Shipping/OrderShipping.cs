using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Shipping;

/// <summary>What judging parcels depends on besides them.</summary>
/// <param name="Tracked">Carriers whose events reach us.</param>
/// <param name="Zone">The tenant's time zone.</param>
/// <param name="Now">Now.</param>
public sealed record ShippingSurroundings(IReadOnlySet<string> Tracked, TimeZoneInfo Zone, DateTimeOffset Now);

/// <summary>What an order's parcels mean for the order: how much is shipped, which step of the workflow follows, and whether somebody must act.</summary>
public static class OrderShipping
{
    /// <summary>Statuses in which parcels are recorded.</summary>
    public static bool TakesParcels(OrderStatus status) =>
        status is OrderStatus.SentToManufacturer or OrderStatus.Confirmed or OrderStatus.PartiallyShipped or OrderStatus.Shipped;

    /// <summary>How many of each item are not in a parcel that counts.</summary>
    public static IReadOnlyDictionary<Guid, int> Remaining(Order order, IEnumerable<Shipment> parcels)
    {
        var shipped = parcels.Where(p => !p.IsVoided).SelectMany(p => p.Lines).GroupBy(l => l.OrderItemId).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        return order.Items.ToDictionary(i => i.Id, i => i.Quantity - shipped.GetValueOrDefault(i.Id));
    }

    /// <summary>
    /// Judges all parcels of the order, moves the order as far as they say and stores what they mean. Returns the parcels that have a new problem. A step that the
    /// workflow refuses is not made.
    /// </summary>
    /// <param name="order">With its items.</param>
    /// <param name="parcels">All of the order, with lines and events.</param>
    /// <param name="around">What it depends on besides.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="because">The sentence for the order's timeline.</param>
    public static IReadOnlyList<Shipment> Settle(Order order, IReadOnlyList<Shipment> parcels, ShippingSurroundings around, ICallContext by, string? because = null)
    {
        var live = parcels.Where(p => !p.IsVoided).ToList();
        List<Shipment> troubled = [.. live.Where(p => p.Judge(order.RequestedDeliveryDate, p.Carrier is { } c && around.Tracked.Contains(c), around.Now))];
        MoveByLines(order, live, around, by, because);
        MoveByArrival(order, live, around, by, because);
        var worst = live.Where(p => p.Problem is not null).OrderBy(p => p.Problem).FirstOrDefault();
        order.SetShipping(live.Count, live.Count(p => p.IsDelivered), worst?.ProblemSentence);
        return troubled;
    }

    /// <summary>The line of the order's timeline about a parcel.</summary>
    public static string Words(Order order, Shipment parcel)
    {
        var lines = parcel.Lines.Select(l => string.Create(
            CultureInfo.InvariantCulture, $"{l.Quantity} × {order.Items.FirstOrDefault(i => i.Id == l.OrderItemId)?.Product?.Name ?? "item"}{(l.Lot is null ? "" : $" (lot {l.Lot})")}"));
        return $"{parcel.Carrier} {parcel.TrackingNumber}".Trim() + (parcel.Lines.Count == 0 ? "" : ": " + string.Join(", ", lines));
    }

    private static void MoveByLines(Order order, List<Shipment> live, ShippingSurroundings around, ICallContext by, string? because)
    {
        var isComplete = Remaining(order, live).Values.All(left => left <= 0);
        var hasNew = live.Count > order.ParcelCount;
        OrderAction? step = order.Status switch
        {
            OrderStatus.PartiallyShipped or OrderStatus.Shipped or OrderStatus.Delivered when live.Count == 0 && order.ParcelCount > 0 => OrderAction.VoidAllParcels,
            OrderStatus.Shipped or OrderStatus.Delivered when !isComplete && live.Count < order.ParcelCount => OrderAction.VoidParcel,
            OrderStatus.SentToManufacturer or OrderStatus.Confirmed or OrderStatus.PartiallyShipped when hasNew => isComplete ? OrderAction.Ship : OrderAction.ShipPartially,
            _ => null,
        };
        if (step is { } action)
        {
            order.Apply(new MoveOrder(action) { Reason = because }, by, around.Now);
        }
    }

    private static void MoveByArrival(Order order, List<Shipment> live, ShippingSurroundings around, ICallContext by, string? because)
    {
        var hasArrived = live.Count > 0 && live.TrueForAll(p => p.IsDelivered);
        if (order.Status == OrderStatus.Shipped && hasArrived)
        {
            var day = DayCount.DayOf(live.Max(p => p.DeliveredAt!.Value), around.Zone);
            order.Apply(new MoveOrder(OrderAction.Deliver) { On = day, Reason = live.Count == 1 ? because : $"All {live.Count} parcels have arrived." }, by, around.Now);
        }
        else if (order.Status == OrderStatus.Delivered && !hasArrived && live.Count >= order.ParcelCount && live.Count(p => p.IsDelivered) < order.ParcelsDelivered)
        {
            order.Apply(new MoveOrder(OrderAction.WithdrawDelivery) { Reason = because ?? "A parcel has not arrived." }, by, around.Now);
        }

        if (order.Status is OrderStatus.Shipped or OrderStatus.Delivered && live.Count > 0 && live.TrueForAll(p => p.ReceivedAt is not null))
        {
            order.Apply(new MoveOrder(OrderAction.Receive), by, around.Now);
        }
    }
}
