using System.Text.Json.Serialization;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Tenancy;

/// <summary>When a tenant and its carriers work: what the send-by clock counts in.</summary>
public sealed record TenantCalendar
{
    /// <summary>The weekdays on which work is done and parcels move.</summary>
    public IReadOnlyList<DayOfWeek> WorkDays { get; init; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Whether the <see cref="Kernel.FederalHolidays"/> of every year are closed.</summary>
    public bool FederalHolidays { get; init; } = true;

    /// <summary>The tenant's own closed days.</summary>
    public IReadOnlyList<ClosedDay> ClosedDays { get; init; } = [];

    /// <summary>What the carrier does at each speed.</summary>
    public IReadOnlyList<CarrierRule> Carriers { get; init; } = CarrierRule.Usual;

    /// <summary>Business days that an IVR is expected to take at a manufacturer of which too little is known yet.</summary>
    public int IvrTurnaroundDays { get; init; } = 2;

    /// <summary>The business days.</summary>
    public BusinessCalendar Business() => new(WorkDays, FederalHolidays, ClosedDays.GroupBy(d => d.On).ToDictionary(g => g.Key, g => g.First().Name));

    /// <summary>Whether both mean the same, list by list.</summary>
    public bool SaysTheSameAs(TenantCalendar other) =>
        WorkDays.Order().SequenceEqual(other.WorkDays.Order()) && FederalHolidays == other.FederalHolidays && IvrTurnaroundDays == other.IvrTurnaroundDays
        && ClosedDays.OrderBy(d => d.On).SequenceEqual(other.ClosedDays.OrderBy(d => d.On))
        && Enum.GetValues<ShippingSpeed>().All(s => CarrierFor(s) == other.CarrierFor(s));

    /// <summary>What the carrier does at this speed.</summary>
    public CarrierRule CarrierFor(ShippingSpeed speed) => Carriers.FirstOrDefault(c => c.Speed == speed) ?? CarrierRule.Usual.First(c => c.Speed == speed);
}

/// <summary>A day on which the tenant does not work, and why.</summary>
public sealed record ClosedDay(DateOnly On, string Name);

/// <summary>What the carrier does at one speed.</summary>
/// <param name="Speed">The speed that the order asks for.</param>
/// <param name="TransitDays">Business days from pick-up to delivery.</param>
/// <param name="PickupCutOff">What is to leave on a day must be known by then, in the tenant's time zone.</param>
/// <param name="DeliversSaturdays">Whether parcels arrive on Saturdays too; on other closed days they never do.</param>
public sealed record CarrierRule(
    [property: JsonConverter(typeof(JsonStringEnumConverter<ShippingSpeed>))] ShippingSpeed Speed, int TransitDays, TimeOnly PickupCutOff, bool DeliversSaturdays = false)
{
    /// <summary>What holds until a tenant says otherwise: pick-up until 5 PM, no Saturdays.</summary>
    public static readonly IReadOnlyList<CarrierRule> Usual = [.. Enum.GetValues<ShippingSpeed>().Select(s => new CarrierRule(s, s.TransitDays(), new(17, 0)))];
}
