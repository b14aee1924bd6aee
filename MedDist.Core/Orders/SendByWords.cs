using System.Globalization;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>How much time is left to send an order.</summary>
public enum SendByUrgency
{
    /// <summary>It has left, or has no time to leave by.</summary>
    None,

    /// <summary>At least <see cref="SendByWords.SoonWithin"/> left.</summary>
    Later,

    /// <summary>Less than that.</summary>
    Soon,

    /// <summary>The latest safe moment has passed.</summary>
    Passed,
}

/// <summary>A send-by time in words, and how urgent it is.</summary>
public sealed record SendByPhrase(string Text, SendByUrgency Urgency);

/// <summary>Says until when an order must leave as people say it ("send by 2:00 PM today"), in the tenant's time zone.</summary>
public static class SendByWords
{
    /// <summary>Less time than this is shown as urgent.</summary>
    public static readonly TimeSpan SoonWithin = TimeSpan.FromHours(4);

    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The words for a row of the queue.</summary>
    public static SendByPhrase Of(OrderRow row, DateTimeOffset now, TimeZoneInfo zone) => row.Section switch
    {
        // A parcel's problem is not a message that is overdue.
        QueueSection.RequiresAction when Order.ShipmentMatters(row.Status) => Left(row, now, zone),
        QueueSection.RequiresAction or QueueSection.WithProvider or QueueSection.Draft => Open(row.SendBy, now, zone),
        _ when row.Status == OrderStatus.ReadyToSend => Open(row.SendBy, now, zone),
        _ => Left(row, now, zone),
    };

    private static SendByPhrase Left(OrderRow row, DateTimeOffset now, TimeZoneInfo zone) =>
        row.ManufacturerSubmittedAt is { } left ? new($"sent {Moment(left, now, zone)}", SendByUrgency.None) : new("not sent", SendByUrgency.None);

    /// <summary>The words for an order that has not left yet.</summary>
    public static SendByPhrase Open(DateTimeOffset? sendBy, DateTimeOffset now, TimeZoneInfo zone) => sendBy switch
    {
        null => new("no delivery date", SendByUrgency.None),
        { } latest when latest < now => new($"overdue since {Moment(latest, now, zone)}", SendByUrgency.Passed),
        { } latest => new($"send by {Moment(latest, now, zone)}", latest - now < SoonWithin ? SendByUrgency.Soon : SendByUrgency.Later),
    };

    /// <summary>A moment as near as it can be said: the time for today and tomorrow, the weekday within six days, else the date alone.</summary>
    public static string Moment(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (day, today) = (DayCount.DayOf(moment, zone), DayCount.DayOf(now, zone));
        var time = TimeZoneInfo.ConvertTime(moment, zone).ToString("h:mm tt", Words);
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => $"{time} today",
            1 => $"{time} tomorrow",
            > 1 and < 7 or < 0 and > -7 => $"{day.ToString("ddd", Words)} {time}",
            _ => day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", Words),
        };
    }
}
