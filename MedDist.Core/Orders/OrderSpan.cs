using System.Globalization;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>What an order passes on its way, as lists filter by it; <see cref="SendBy"/> lies ahead.</summary>
public enum OrderMilestone
{
    /// <summary>Submitted for the first time.</summary>
    Received,

    /// <summary>Sent back for the first time.</summary>
    SentBack,
    Approved,

    /// <summary>Its message left for the manufacturer.</summary>
    Sent,
    Confirmed,
    Shipped,

    /// <summary>Its arrival was recorded.</summary>
    Arrived,
    Denied,
    Cancelled,

    /// <summary>The latest safe moment to send it.</summary>
    SendBy,

    /// <summary>Its message was given up, and still is.</summary>
    SendFailed,
}

/// <summary>Orders that passed a milestone in a span of time. Moments, not days, so that an address means the same whoever opens it; whole minutes.</summary>
/// <param name="Passed">What they passed.</param>
/// <param name="From">The first moment; null for since ever.</param>
/// <param name="To">The first moment after it; null without an end.</param>
public sealed record OrderSpan(OrderMilestone Passed, DateTimeOffset? From, DateTimeOffset? To)
{
    private const string Form = "yyyyMMdd'T'HHmm'Z'";
    private static readonly DateTimeOffset Ever = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero), Never = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Days of a tenant, both included.</summary>
    public static OrderSpan Days(OrderMilestone passed, DateOnly? first, DateOnly? last, TimeZoneInfo zone) => new(
        passed,
        first is { } f ? DayCount.MomentOf(f, TimeOnly.MinValue, zone) : null,
        last is { } l ? DayCount.MomentOf(l.AddDays(1), TimeOnly.MinValue, zone) : null);

    /// <summary>The narrowed orders.</summary>
    public IQueryable<Order> Of(IQueryable<Order> orders)
    {
        var (from, to) = (From ?? Ever, To ?? Never);
        return Passed switch
        {
            OrderMilestone.Received => orders.Where(o => o.ReceivedAt >= from && o.ReceivedAt < to),
            OrderMilestone.SentBack => orders.Where(o => o.SentBackAt >= from && o.SentBackAt < to),
            OrderMilestone.Approved => orders.Where(o => o.ApprovedAt >= from && o.ApprovedAt < to),
            OrderMilestone.Sent => orders.Where(o => o.ManufacturerSubmittedAt >= from && o.ManufacturerSubmittedAt < to),
            OrderMilestone.Confirmed => orders.Where(o => o.ManufacturerConfirmedAt >= from && o.ManufacturerConfirmedAt < to),
            OrderMilestone.Shipped => orders.Where(o => o.ShippedAt >= from && o.ShippedAt < to),
            OrderMilestone.SendBy => orders.Where(o => o.SendBy >= from && o.SendBy < to),
            OrderMilestone.Denied => orders.Where(o => o.Status == OrderStatus.Denied && o.FinishedAt >= from && o.FinishedAt < to),
            OrderMilestone.Cancelled => orders.Where(o => o.Status == OrderStatus.Cancelled && o.FinishedAt >= from && o.FinishedAt < to),
            OrderMilestone.Arrived => orders.Where(o => o.Status != OrderStatus.Denied && o.Status != OrderStatus.Cancelled && o.FinishedAt >= from && o.FinishedAt < to),
            _ => orders.Where(o => o.SendState == SendState.Failed && o.Events.Any(e => e.Action == OrderAction.Forward && e.From == e.To && e.At >= from && e.At < to)),
        };
    }

    /// <summary>A moment as addresses write it; cut to the minute.</summary>
    public static string? Write(DateTimeOffset? moment) => moment?.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads such a moment; null where it is none.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text?.ToUpperInvariant(), Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment > Ever && moment < Never ? moment : null;

    /// <summary><c>1 Nov 2026 – 28 Nov 2026</c> for whole days, <c>before 24 Nov 2026, 2:05 PM</c> and the like.</summary>
    public string Words(TimeZoneInfo zone)
    {
        var (first, last) = AreDays(zone) ? (Day(From, 0), Day(To, -1)) : (Moment(From), Moment(To));
        return (first, last) switch
        {
            (null, null) => "at any time",
            (null, _) => (AreDays(zone) ? "until " : "before ") + last,
            (_, null) => "since " + first,
            _ => first == last ? first : $"{first} – {last}",
        };

        string? Day(DateTimeOffset? moment, int more) => moment is { } m ? DayCount.DayOf(m, zone).AddDays(more).ToString("d MMM yyyy", CultureInfo.InvariantCulture) : null;
        string? Moment(DateTimeOffset? moment) => moment is { } m ? TimeZoneInfo.ConvertTime(m, zone).ToString("d MMM yyyy, h:mm tt", CultureInfo.InvariantCulture) : null;
    }

    private bool AreDays(TimeZoneInfo zone) => new[] { From, To }.All(m => m is null || TimeZoneInfo.ConvertTime(m.Value, zone).TimeOfDay == TimeSpan.Zero);

    /// <summary>The milestone in the words of the screen.</summary>
    public static string Word(OrderMilestone milestone) => milestone switch
    {
        OrderMilestone.SentBack => "Sent back",
        OrderMilestone.Sent => "Sent to manufacturer",
        OrderMilestone.SendBy => "To be sent",
        OrderMilestone.SendFailed => "Sending failed",
        _ => milestone.ToString(),
    };
}
