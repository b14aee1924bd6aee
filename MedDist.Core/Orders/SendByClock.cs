using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Orders;

/// <summary>How long a manufacturer takes to answer an IVR, in whole business days: learned, or the tenant's default while too little is known.</summary>
/// <param name="Days">Business days that count.</param>
/// <param name="Samples">How many answers there are.</param>
public sealed record IvrTurnaround(int Days, int Samples)
{
    /// <summary>Whether <see cref="Days"/> comes from the answers.</summary>
    public bool IsLearned => Samples >= Turnaround.Enough;

    /// <summary>The 80th percentile, rounded up to whole days; with fewer than <see cref="Turnaround.Enough"/> answers the default.</summary>
    public static IvrTurnaround From(Turnaround? answers, int defaultDays) =>
        answers is { IsKnown: true, P80: { } p80 } ? new((int)Math.Ceiling(p80), answers.Count) : new(defaultDays, answers?.Count ?? 0);
}

/// <summary>What the latest safe moment to send depends on. Days are business days of <see cref="Calendar"/>, times are read in <see cref="Zone"/>.</summary>
public sealed record SendByQuestion
{
    /// <summary>The day by which it must be there; null where nobody has said.</summary>
    public required DateOnly? NeedBy { get; init; }

    public required CarrierRule Carrier { get; init; }

    public required string Manufacturer { get; init; }

    /// <summary>Business days from taking the order to handing it to the carrier.</summary>
    public required int LeadTimeDays { get; init; }

    /// <summary>Orders received later count for the next business day.</summary>
    public required TimeOnly CutOff { get; init; }

    /// <summary>Null where the order waits for no IVR.</summary>
    public IvrTurnaround? Ivr { get; init; }

    public required BusinessCalendar Calendar { get; init; }

    public required TimeZoneInfo Zone { get; init; }
}

/// <summary>The latest safe moment to send, and the sum that leads to it in words; both null without a need-by day.</summary>
public sealed record SendByAnswer(DateTimeOffset? At, string? Explanation);

/// <summary>
/// When an order must leave at the latest: the need-by day, less the carrier's transit, less the manufacturer's lead time, less the IVR that is still to come; on that day
/// until the manufacturer's cut-off or the carrier's, whichever is earlier.
/// </summary>
public static class SendByClock
{
    /// <summary>Counts back from the need-by day. Where nothing is delivered on it, the last day before it on which something is counts.</summary>
    public static SendByAnswer Answer(SendByQuestion ask)
    {
        if (ask.NeedBy is not { } needBy)
        {
            return new(null, null);
        }

        var arrives = DeliveredOnOrBefore(needBy, ask);
        var sent = ask.Calendar.Before(arrives, ask.Carrier.TransitDays + ask.LeadTimeDays + (ask.Ivr?.Days ?? 0));
        return new(DayCount.MomentOf(sent, CutOff(ask), ask.Zone), Words(ask, needBy, arrives, sent));
    }

    /// <summary>The first day on which an order that is taken on <paramref name="sent"/> before the cut-off can be delivered; an IVR that is still to come is not counted.</summary>
    public static DateOnly EarliestDelivery(DateOnly sent, SendByQuestion ask)
    {
        var picked = ask.Calendar.After(sent, ask.LeadTimeDays);
        if (ask.Carrier.TransitDays == 0)
        {
            return picked;
        }

        var day = ask.Calendar.After(picked, ask.Carrier.TransitDays - 1).AddDays(1);
        while (!IsDelivered(day, ask))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static DateOnly DeliveredOnOrBefore(DateOnly day, SendByQuestion ask)
    {
        while (!IsDelivered(day, ask))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    private static bool IsDelivered(DateOnly day, SendByQuestion ask) =>
        ask.Calendar.IsOpen(day) || (ask.Carrier.DeliversSaturdays && day.DayOfWeek == DayOfWeek.Saturday && ask.Calendar.ClosedFor(day) is null);

    private static TimeOnly CutOff(SendByQuestion ask) => ask.CutOff <= ask.Carrier.PickupCutOff ? ask.CutOff : ask.Carrier.PickupCutOff;

    private static string Words(SendByQuestion ask, DateOnly needBy, DateOnly arrives, DateOnly sent)
    {
        List<string> steps = [arrives == needBy ? $"Deliver by {Day(needBy)}" : $"Deliver by {Day(needBy)} (no delivery then, so {Day(arrives)})"];
        Less(ask.Carrier.TransitDays, ask.Carrier.Speed.Label());
        Less(ask.LeadTimeDays, $"{ask.Manufacturer} lead time");
        if (ask.Ivr is { } ivr)
        {
            Less(ivr.Days, $"IVR turnaround ({(ivr.IsLearned ? $"learned from {ivr.Samples}" : $"the default: {ivr.Samples} of {Turnaround.Enough} answers needed to learn it")})");
        }

        var cutOff = ask.CutOff <= ask.Carrier.PickupCutOff ? "cut-off" : "carrier pick-up";
        return $"{string.Join(" − ", steps)}, {cutOff} {CutOff(ask).ToString("h:mm tt", CultureInfo.InvariantCulture)}: {Day(sent)}.{Closed(ask.Calendar, sent, needBy)}";

        void Less(int days, string what)
        {
            if (days > 0)
            {
                steps.Add($"{days} {(days == 1 ? "day" : "days")} {what}");
            }
        }
    }

    /// <summary>Names the holidays that were skipped; everybody knows weekends.</summary>
    private static string Closed(BusinessCalendar calendar, DateOnly sent, DateOnly needBy)
    {
        List<string> closed = [];
        for (var day = sent; day <= needBy && closed.Count < 4; day = day.AddDays(1))
        {
            if (calendar.ClosedFor(day) is { } why)
            {
                closed.Add($"{Day(day)} ({why})");
            }
        }

        return closed.Count == 0 ? "" : $" Closed: {string.Join(", ", closed)}.";
    }

    private static string Day(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);
}
