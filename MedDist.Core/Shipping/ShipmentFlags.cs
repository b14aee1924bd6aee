using MedDist.Core.Orders;

namespace MedDist.Core.Shipping;

/// <summary>A parcel of the order is held up, lost, late or disputed.</summary>
public sealed class ParcelProblemFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("parcel.problem", FlagSeverity.Blocks, "Parcel problem", UntilSent: false);

    public FlagReason? Judge(Order order, OrderSurroundings around) => Order.ShipmentMatters(order.Status) ? order.ShipmentProblem : null;
}
