namespace MedDist.Core.Kernel;

/// <summary>Calendar days of moments, in a named time zone (IANA or Windows id).</summary>
public static class DayCount
{
    /// <summary>The calendar day that <paramref name="moment"/> falls on in <paramref name="zone"/>.</summary>
    public static DateOnly DayOf(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>The moment when it is <paramref name="time"/> on <paramref name="day"/> in <paramref name="zone"/>. A time skipped by daylight saving is read an hour later.</summary>
    public static DateTimeOffset MomentOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The day that lies <paramref name="days"/> business days (Monday to Friday) before <paramref name="day"/>; a weekend counts as the Friday before it.</summary>
    public static DateOnly BusinessDaysBefore(DateOnly day, int days)
    {
        var result = BackToBusinessDay(day);
        for (var left = days; left > 0; left--)
        {
            result = BackToBusinessDay(result.AddDays(-1));
        }

        return result;
    }

    private static DateOnly BackToBusinessDay(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(-2),
        _ => day,
    };
}
