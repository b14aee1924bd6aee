namespace MedDist.Core.Orders;

/// <summary>What the order's parcels mean for it: stored facts, refreshed with each change of a parcel by <c>OrderShipping</c>.</summary>
public sealed partial class Order
{
    /// <summary>Parcels that count. It changes with each one, so that two people who ship the same line at once meet here.</summary>
    public int ParcelCount { get; private set; }

    public int ParcelsDelivered { get; private set; }

    /// <summary>Why a parcel needs the coordinator; the order requires action while it is set.</summary>
    public string? ShipmentProblem { get; private set; }

    /// <summary>Statuses in which a parcel's problem is the coordinator's.</summary>
    public static bool ShipmentMatters(OrderStatus status) => status is OrderStatus.PartiallyShipped or OrderStatus.Shipped or OrderStatus.Delivered;

    /// <summary>The tab an order belongs to when one of its parcels needs somebody, too.</summary>
    public static QueueSection SectionOf(OrderStatus status, SendState send, bool shipmentProblem) =>
        shipmentProblem && ShipmentMatters(status) ? QueueSection.RequiresAction : SectionOf(status, send);

    public void SetShipping(int parcels, int delivered, string? problem)
    {
        (ParcelCount, ParcelsDelivered, ShipmentProblem) = (parcels, delivered, problem);
        RefreshSection();
    }
}
