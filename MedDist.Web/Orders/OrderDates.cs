using System.Globalization;
using MedDist.Web.Ui;

namespace MedDist.Web.Orders;

/// <summary>Days and moments of orders as lists and panes write them.</summary>
internal static class OrderDates
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    /// <summary>A day, with its year only when that is another one.</summary>
    public static string Short(DateOnly? day, DateOnly today) => day?.ToString(day.Value.Year == today.Year ? "ddd d MMM" : "d MMM yyyy", Words) ?? UiWords.NotSet;

    public static string Long(DateOnly? day) => day?.ToString("ddd d MMM yyyy", Words) ?? UiWords.NotSet;

    /// <summary>A moment to the minute.</summary>
    public static string Exact(DateTimeOffset? moment, TimeZoneInfo zone) =>
        moment is { } m ? TimeZoneInfo.ConvertTime(m, zone).ToString("ddd d MMM yyyy, h:mm tt", Words) : UiWords.NotSet;

    /// <summary>How long ago, in the largest fitting unit.</summary>
    public static string Ago(DateTimeOffset? moment, DateTimeOffset now) => (now - moment) switch
    {
        null => UiWords.NotSet,
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } t => $"{(int)t.TotalMinutes} min ago",
        { TotalDays: < 1 } t => $"{(int)t.TotalHours} h ago",
        { TotalDays: < 60 } t => $"{(int)t.TotalDays} d ago",
        { } t => $"{(int)(t.TotalDays / 30)} mo ago",
    };

    public static string Money(decimal? amount) => amount?.ToString("C2", Words) ?? UiWords.NotSet;
}
