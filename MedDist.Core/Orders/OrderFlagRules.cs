using System.Globalization;

namespace MedDist.Core.Orders;

/// <summary>Another order may be the same one: same recipient and product family, or manufacturer where no family is known, with service dates at most three days apart.</summary>
public sealed class DuplicateFlag : IOrderFlagRule
{
    public const int DaysApart = 3;

    public FlagKind Kind { get; } = new("order.duplicate", FlagSeverity.Warns, "Possible duplicate");

    public FlagReason? Judge(Order order, OrderSurroundings around)
    {
        if (order.ServiceDate is not { } day)
        {
            return null;
        }

        var mine = OrderSurroundingsReader.FamiliesOf(order.Items.Select(i => i.ProductId), around.Products);
        var alike = around.Others
            .Where(o => Math.Abs(o.ServiceDate.DayNumber - day.DayNumber) <= DaysApart && (mine.Count > 0 && o.FamilyIds.Count > 0 ? o.FamilyIds.Intersect(mine).Any() : o.ManufacturerId == order.ManufacturerId))
            .OrderBy(o => Math.Abs(o.ServiceDate.DayNumber - day.DayNumber)).ThenByDescending(o => o.OrderNumber, StringComparer.Ordinal).ToList();
        return alike.Count == 0 ? null : new FlagReason(
            $"{alike[0].OrderNumber}{(alike.Count > 1 ? $" and {alike.Count - 1} more" : "")} asks for the same kind of product for this recipient, service on {OrderFlagWords.Day(alike[0].ServiceDate)}. Compare them before approving.",
            alike[0].Id);
    }
}

/// <summary>The service date is over, and the order is not there yet.</summary>
public sealed class ServiceDatePassedFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("order.service_passed", FlagSeverity.Warns, "Service date passed", UntilSent: false);

    public FlagReason? Judge(Order order, OrderSurroundings around) => order.ServiceDate is { } day && day < around.Today
        ? $"The service date was {OrderFlagWords.Day(day)}. Ask the provider whether the order is still wanted, and for when."
        : null;
}

/// <summary>Even if the order left today, it would not be there on the day that it asks for.</summary>
public sealed class DeliveryUnreachableFlag : IOrderFlagRule
{
    public FlagKind Kind { get; } = new("order.unreachable", FlagSeverity.Warns, "Date cannot be met");

    public FlagReason? Judge(Order order, OrderSurroundings around)
    {
        var question = OrderFactRules.Question(order, around);
        var earliest = SendByClock.EarliestDelivery(around.Today, question);
        return question.NeedBy is { } wanted && wanted < earliest
            ? $"It is wanted by {OrderFlagWords.Day(wanted)}; sent today, {order.ShippingSpeed.Label().ToLowerInvariant()} brings it on {OrderFlagWords.Day(earliest)} at the earliest. Agree on another day or a faster way."
            : null;
    }
}

internal static class OrderFlagWords
{
    public static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);
}
