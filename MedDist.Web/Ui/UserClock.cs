using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Web.Tenancy;

namespace MedDist.Web.Ui;

/// <summary>Dates and times as this user reads them, in the tenant's time zone. For display only: rules take moments and days as they are.</summary>
public sealed class UserClock(TimeProvider clock, CurrentTenant tenant)
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    public TimeZoneInfo Zone => tenant.Card?.Zone ?? TimeZoneInfo.Utc;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone);

    public DateOnly Today => DayCount.DayOf(clock.GetUtcNow(), Zone);

    /// <summary><c>22 Nov, 2:05 PM</c>; with the year where it is not this one.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return Day(DateOnly.FromDateTime(local.DateTime)) + local.ToString(", h:mm tt", Words);
    }

    /// <summary><c>22 Nov</c>; with the year where it is not this one.</summary>
    public string Day(DateOnly day) => day.ToString(day.Year == Today.Year ? "d MMM" : "d MMM yyyy", Words);

    /// <summary><c>2:05 PM</c>.</summary>
    public string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("h:mm tt", Words);

    /// <summary><c>Sun 22 Nov 2026, 2:05:09 PM</c> and the zone, for hovers and records.</summary>
    public string Exact(DateTimeOffset at) =>
        $"{TimeZoneInfo.ConvertTime(at, Zone).ToString("ddd d MMM yyyy, h:mm:ss tt", Words)} ({Zone.Id})";

    /// <summary><c>Sun 22 Nov 2026</c>, for hovers.</summary>
    public static string Exact(DateOnly day) => day.ToString("ddd d MMM yyyy", Words);

    /// <summary>How far away: <c>just now</c>, <c>5 min ago</c>, <c>in 3 h</c>; from a day on the moment itself.</summary>
    public string Relative(DateTimeOffset at)
    {
        var ahead = at - clock.GetUtcNow();
        var minutes = (int)Math.Floor(ahead.Duration().TotalMinutes);
        return minutes switch
        {
            < 1 => "just now",
            < 60 => Around($"{minutes} min", ahead),
            < 24 * 60 => Around($"{minutes / 60} h", ahead),
            _ => Moment(at),
        };
    }

    /// <summary><c>1 – 28 Nov</c> for whole days, <c>before 24 Nov, 2:05 PM</c> and the like; nothing without a span.</summary>
    public string Span(Core.Orders.OrderSpan? span)
    {
        if (span is null)
        {
            return "";
        }

        var (from, to) = (span.From, span.To);
        var areDays = (from is null || IsMidnight(from.Value)) && (to is null || IsMidnight(to.Value));
        var (first, last) = areDays ? (from is { } f ? Day(DayCount.DayOf(f, Zone)) : null, to is { } t ? Day(DayCount.DayOf(t, Zone).AddDays(-1)) : null) : (from is { } m ? Moment(m) : null, to is { } u ? Moment(u) : null);
        return (first, last) switch
        {
            (null, null) => "at any time",
            (null, _) => (areDays ? "until " : "before ") + last,
            (_, null) => "since " + first,
            _ => first == last ? first! : $"{first} – {last}",
        };
    }

    private bool IsMidnight(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).TimeOfDay == TimeSpan.Zero;

    private static string Around(string span, TimeSpan ahead) => ahead > TimeSpan.Zero ? "in " + span : span + " ago";
}
