using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>What an order's derived facts depend on besides the order itself.</summary>
public sealed record OrderSurroundings
{
    private IReadOnlyList<(VerificationRequirement Required, IvrAnswer Answer)>? answers;

    /// <summary>Of the order's manufacturer; null while it has none.</summary>
    public required ManufacturerFacts? Manufacturer { get; init; }

    /// <summary>The open verification cases of the order's recipient and manufacturer.</summary>
    public required IReadOnlyList<VerificationFacts> Cases { get; init; }

    /// <summary>Working days, holidays, carriers.</summary>
    public required CalendarFacts Calendar { get; init; }

    /// <summary>The tenant's calendar day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The provider's NPI; null where there is none, or no provider.</summary>
    public string? ProviderNpi { get; init; }

    /// <summary>What the order's products say about themselves, by product.</summary>
    public IReadOnlyDictionary<Guid, ProductFacts> Products { get; init; } = new Dictionary<Guid, ProductFacts>();

    /// <summary>Other orders of the same recipient that were submitted and neither denied nor cancelled, with service dates near this one's.</summary>
    public IReadOnlyList<OtherOrder> Others { get; init; } = [];

    /// <summary>Names of the documents on file that may count for the order: its own, its recipient's, its organisation's, its verifications'.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>What rules have read for themselves.</summary>
    public FlagFacts More { get; init; } = new();

    /// <summary>The day that verifications must cover: of service, else of delivery, else today.</summary>
    public DateOnly ServiceDay(Order order) => order.ServiceDate ?? order.RequestedDeliveryDate ?? Today;

    /// <summary>How each required verification stands for this order.</summary>
    public IReadOnlyList<(VerificationRequirement Required, IvrAnswer Answer)> AnswersFor(Order order) =>
        answers ??= VerificationPolicy.AnswerEach(Manufacturer?.Settings?.RequiredVerifications ?? [], Cases, order.Id, ServiceDay(order), Today);
}

/// <summary>What is known of an order's manufacturer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">What it asks for.</param>
/// <param name="TakesOrders">Whether there is an address to send orders to.</param>
/// <param name="Ivr">How long it takes to answer an IVR.</param>
public sealed record ManufacturerFacts(string Name, ManufacturerSettings? Settings, bool TakesOrders, IvrTurnaround Ivr);

/// <summary>A tenant's calendar, made ready for counting.</summary>
/// <param name="Tenant">As the tenant has set it.</param>
/// <param name="Zone">The tenant's time zone.</param>
/// <param name="ExpiringDays">Days before its last valid day from which a verification counts as expiring.</param>
public sealed record CalendarFacts(TenantCalendar Tenant, TimeZoneInfo Zone, int ExpiringDays)
{
    public Kernel.BusinessCalendar Business { get; } = Tenant.Business();
}

/// <summary>What flags need to know of a product.</summary>
public sealed record ProductFacts(string Name, Guid? FamilyId, int? ReapplicationDays);

/// <summary>Another order of the same recipient: what it orders, and the categories of those products.</summary>
public sealed record OtherOrder(Guid Id, string OrderNumber, Guid? ManufacturerId, DateOnly ServiceDate, IReadOnlyList<Guid> ProductIds, IReadOnlyList<Guid> FamilyIds);

/// <summary>Computes an order's stored facts (IVR light, send-by time, flags) from what they depend on; the same functions explain them on screen.</summary>
public static class OrderFactRules
{
    /// <summary>Recomputes all facts. A finished order keeps what it had.</summary>
    public static void Refresh(Order order, OrderSurroundings around, OrderFlags flags)
    {
        if (order.Section == QueueSection.Done)
        {
            return;
        }

        order.SetIvr(Ivr(order, around));
        order.SetSendBy(SendBy(order, around));
        order.SetFlags(flags.Of(order, around));
    }

    /// <summary>The question to the send-by clock that this order asks.</summary>
    public static SendByQuestion Question(Order order, OrderSurroundings around) => new()
    {
        NeedBy = order.RequestedDeliveryDate,
        Carrier = around.Calendar.Tenant.CarrierFor(order.ShippingSpeed),
        Manufacturer = around.Manufacturer?.Name ?? "manufacturer",
        LeadTimeDays = around.Manufacturer?.Settings?.LeadTimeDays ?? 0,
        CutOff = around.Manufacturer?.Settings?.CutOff ?? new TimeOnly(15, 0),
        Ivr = order.IsBeforeSending && order.ManufacturerId is not null && !order.IvrCovers ? around.Manufacturer?.Ivr : null,
        Calendar = around.Calendar.Business,
        Zone = around.Calendar.Zone,
    };

    /// <summary>What the IVR rule needs to know of a loaded case.</summary>
    public static VerificationFacts FactsOf(Verification verification) => new(
        verification.Type, verification.Status, verification.Reason,
        [.. verification.Periods.Where(p => p.VoidedAt is null).Select(p => new VerificationPeriodFacts(p.Id, p.OrderId, p.Frequency, p.VerifiedOn, p.ValidThrough, p.VerifiedByName))],
        verification.RedoReason);

    private static SendByAnswer SendBy(Order order, OrderSurroundings around)
    {
        var answer = SendByClock.Answer(Question(order, around));
        return order.IsBeforeSending ? answer : answer with { Explanation = null };
    }

    private static IvrAnswer Ivr(Order order, OrderSurroundings around) =>
        order.ManufacturerId is null || order.RecipientId is null
            ? new(IvrState.Missing, null, "Not checked: the order has no manufacturer or recipient yet.", [])
            : VerificationPolicy.Answer(around.Manufacturer?.Settings?.RequiredVerifications ?? [], around.Cases, order.Id, around.ServiceDay(order), around.Today);
}
