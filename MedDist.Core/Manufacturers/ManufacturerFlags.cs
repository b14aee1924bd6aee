using MedDist.Core.Orders;

namespace MedDist.Core.Manufacturers;

/// <summary>There is no address to send orders to.</summary>
public sealed class NoOrderContactFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("manufacturer.no_contact", FlagSeverity.Blocks, "No order contact");

    public FlagReason? Judge(Order order, OrderSurroundings around) => around.Manufacturer is { TakesOrders: false } manufacturer
        ? $"{manufacturer.Name} has no contact for orders, so the order cannot be forwarded. Add one under Manufacturers."
        : null;
}

/// <summary>The order is worth less than the manufacturer takes. Not judged while a price is unknown; says no sums, because not everybody who sees it sees prices.</summary>
public sealed class BelowMinimumFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("manufacturer.minimum", FlagSeverity.Warns, "Below minimum");

    public FlagReason? Judge(Order order, OrderSurroundings around) =>
        around.Manufacturer is { Settings.MinimumOrderAmount: { } least } manufacturer && order.Items.All(i => i.UnitPrice is not null) && order.Total < least
            ? $"The items come to less than the smallest order that {manufacturer.Name} takes. Add items, or agree on it before forwarding."
            : null;
}
