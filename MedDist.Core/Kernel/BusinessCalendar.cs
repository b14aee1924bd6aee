namespace MedDist.Core.Kernel;

/// <summary>Which days are business days: the working weekdays, without holidays and other closed days. Days are calendar days of one time zone.</summary>
/// <param name="workDays">The weekdays on which work is done; at least one.</param>
/// <param name="withFederalHolidays">Whether the <see cref="FederalHolidays"/> are closed.</param>
/// <param name="closed">Further closed days and what they are called.</param>
public sealed class BusinessCalendar(IEnumerable<DayOfWeek> workDays, bool withFederalHolidays, IReadOnlyDictionary<DateOnly, string> closed)
{
    private readonly HashSet<DayOfWeek> working = [.. workDays];

    /// <summary>Whether anything is done on this day.</summary>
    public bool IsOpen(DateOnly day) => working.Contains(day.DayOfWeek) && ClosedFor(day) is null;

    /// <summary>The holiday or reason for which a day is closed; null for a working day, and for a plain weekend.</summary>
    public string? ClosedFor(DateOnly day) => closed.GetValueOrDefault(day) ?? (withFederalHolidays ? FederalHolidays.NameOf(day) : null);

    /// <summary>The business day that this day is, or the last one before it.</summary>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsOpen(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>The business day that this day is, or the first one after it.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsOpen(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The business day that lies <paramref name="days"/> business days before; of 0 days, the last one that is not later.</summary>
    public DateOnly Before(DateOnly day, int days)
    {
        for (; days > 0; days--)
        {
            day = OnOrBefore(day.AddDays(-1));
        }

        return OnOrBefore(day);
    }

    /// <summary>The business day that lies <paramref name="days"/> business days after; of 0 days, the first one that is not earlier.</summary>
    public DateOnly After(DateOnly day, int days)
    {
        for (; days > 0; days--)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        return OnOrAfter(day);
    }

    /// <summary>
    /// Business days from one moment to another, with their fractions: Friday 3 PM to Monday 3 PM is 1. Nights of business days count, closed days do not; 0 when
    /// <paramref name="to"/> is not later.
    /// </summary>
    public double DaysBetween(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var (start, end) = (TimeZoneInfo.ConvertTime(from, zone).DateTime, TimeZoneInfo.ConvertTime(to, zone).DateTime);
        var days = 0.0;
        for (var day = DateOnly.FromDateTime(start); day <= DateOnly.FromDateTime(end); day = day.AddDays(1))
        {
            if (IsOpen(day))
            {
                var (midnight, next) = (day.ToDateTime(TimeOnly.MinValue), day.AddDays(1).ToDateTime(TimeOnly.MinValue));
                days += Math.Max(0, ((end < next ? end : next) - (start > midnight ? start : midnight)).TotalDays);
            }
        }

        return days;
    }
}
