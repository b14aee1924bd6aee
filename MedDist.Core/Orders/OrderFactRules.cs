using MedDist.Core.Manufacturers;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>What an order's derived facts depend on besides the order.</summary>
/// <param name="Settings">Of the order's manufacturer; null while it has none.</param>
/// <param name="Cases">The open verification cases of the order's recipient and manufacturer.</param>
/// <param name="Zone">The tenant's time zone.</param>
/// <param name="Today">The tenant's calendar day.</param>
public sealed record OrderSurroundings(ManufacturerSettings? Settings, IReadOnlyList<VerificationFacts> Cases, TimeZoneInfo Zone, DateOnly Today);

/// <summary>Computes an order's stored facts (IVR light, send-by time) from what they depend on; the same functions explain them on screen.</summary>
public static class OrderFactRules
{
    public static void Refresh(Order order, OrderSurroundings around)
    {
        order.SetIvr(Ivr(order, around));
        order.SetSendBy(SendByClock.LatestSafeSend(
            order.RequestedDeliveryDate, order.ShippingSpeed.TransitDays(), around.Settings?.LeadTimeDays ?? 0, around.Settings?.CutOff ?? new TimeOnly(15, 0), around.Zone));
    }

    private static IvrAnswer Ivr(Order order, OrderSurroundings around) =>
        order.ManufacturerId is null || order.RecipientId is null
            ? new(IvrState.Missing, null, "Not checked: the order has no manufacturer or recipient yet.", [])
            : VerificationPolicy.Answer(
                around.Settings?.RequiredVerifications ?? [], around.Cases, order.Id, order.ServiceDate ?? order.RequestedDeliveryDate ?? around.Today, around.Today);

    /// <summary>What the IVR rule needs to know of a loaded case.</summary>
    public static VerificationFacts FactsOf(Verification verification) => new(
        verification.Type, verification.Status, verification.Reason,
        [.. verification.Periods.Select(p => new VerificationPeriodFacts(p.Id, p.OrderId, p.Frequency, p.VerifiedOn, p.ValidThrough, p.VerifiedByName))]);
}
