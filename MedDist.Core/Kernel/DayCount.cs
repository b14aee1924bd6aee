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
}
