using MedDist.Core.Orders;
using MedDist.Core.Tenancy;

namespace MedDist.Web.Tenancy;

/// <summary>A calendar while somebody changes it.</summary>
public sealed class CalendarDraft(CalendarDetails saved, DateOnly today)
{
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public int Version => saved.Version;

    public TimeZoneInfo Zone => saved.Zone;

    public HashSet<DayOfWeek> WorkDays { get; } = [.. saved.Calendar.WorkDays];

    public bool FederalHolidays { get; set; } = saved.Calendar.FederalHolidays;

    public List<ClosedDay> ClosedDays { get; } = [.. saved.Calendar.ClosedDays];

    public IReadOnlyList<CarrierDraft> Carriers { get; } = [.. Enum.GetValues<ShippingSpeed>().Select(s => new CarrierDraft(saved.Calendar.CarrierFor(s)))];

    public int IvrTurnaroundDays { get; set; } = saved.Calendar.IvrTurnaroundDays;

    /// <summary>The day to add.</summary>
    public DateOnly NewDay { get; set; } = today;

    public string NewName { get; set; } = "";

    public bool CanAdd => !string.IsNullOrWhiteSpace(NewName) && ClosedDays.All(d => d.On != NewDay);

    /// <summary>The calendar as it would be saved.</summary>
    public TenantCalendar Calendar => new()
    {
        WorkDays = [.. Week.Where(WorkDays.Contains)],
        FederalHolidays = FederalHolidays,
        ClosedDays = [.. ClosedDays.OrderBy(d => d.On)],
        Carriers = [.. Carriers.Select(c => c.Rule)],
        IvrTurnaroundDays = IvrTurnaroundDays,
    };

    public bool IsChanged => !Calendar.SaysTheSameAs(saved.Calendar);

    public void Switch(DayOfWeek day, bool works)
    {
        if (works)
        {
            WorkDays.Add(day);
        }
        else
        {
            WorkDays.Remove(day);
        }
    }

    public void Add()
    {
        ClosedDays.Add(new(NewDay, NewName.Trim()));
        NewName = "";
    }
}

/// <summary>A carrier's rule while somebody changes it.</summary>
public sealed class CarrierDraft(CarrierRule rule)
{
    public ShippingSpeed Speed => rule.Speed;

    public int TransitDays { get; set; } = rule.TransitDays;

    public TimeOnly PickupCutOff { get; set; } = rule.PickupCutOff;

    public bool DeliversSaturdays { get; set; } = rule.DeliversSaturdays;

    public CarrierRule Rule => new(Speed, TransitDays, PickupCutOff, DeliversSaturdays);
}
