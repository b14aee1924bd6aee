using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>What happened between a tenant and one manufacturer, as far as it can be scored.</summary>
/// <param name="Sent">When orders were sent, and confirmed if they were.</param>
/// <param name="Delivered">When orders arrived, and when they were wanted.</param>
/// <param name="Answers">When IVRs were sent, and verified.</param>
/// <param name="Rejections">When orders and IVRs were rejected, and why.</param>
public sealed record ScoreEvents(
    IReadOnlyList<SentOrder> Sent, IReadOnlyList<DeliveredOrder> Delivered, IReadOnlyList<AnsweredIvr> Answers, IReadOnlyList<Rejection> Rejections);

/// <summary>An order that left.</summary>
public readonly record struct SentOrder(DateTimeOffset At, DateTimeOffset? ConfirmedAt);

/// <summary>An order that arrived.</summary>
public readonly record struct DeliveredOrder(DateOnly On, DateOnly? WantedBy);

/// <summary>An IVR that was verified.</summary>
public readonly record struct AnsweredIvr(DateTimeOffset SentAt, DateTimeOffset At);

/// <summary>An order or IVR that was turned down.</summary>
public readonly record struct Rejection(bool IsIvr, DateTimeOffset At, string? Reason);

/// <summary>What a period shows.</summary>
public sealed record ScoreFindings(Turnaround Confirmation, Turnaround Ivr, ScoreCounts Counts, IReadOnlyList<RejectionCount> Rejections, IReadOnlyList<ScoreWeek> Weeks);

/// <summary>Scores a manufacturer from what happened: pure, over any period. Durations are business days of the tenant's calendar.</summary>
public sealed class ManufacturerScoring(BusinessCalendar calendar, TimeZoneInfo zone, DateOnly today)
{
    private const int MostReasons = 8;
    private const int DaysOfWeek = 7;

    /// <summary>The findings of the <paramref name="days"/> days that end today, today included.</summary>
    public ScoreFindings Score(ScoreEvents events, int days)
    {
        var first = today.AddDays(1 - days);
        var sent = events.Sent.Where(s => IsIn(s.At)).ToList();
        var delivered = events.Delivered.Where(d => d.On >= first && d.On <= today && d.WantedBy is not null).ToList();
        var rejections = events.Rejections.Where(r => IsIn(r.At)).ToList();
        return new(
            Turnaround.Of(sent.Select(Confirmation).OfType<double>()),
            Turnaround.Of(events.Answers.Where(a => IsIn(a.At) && a.At >= a.SentAt).Select(a => calendar.DaysBetween(a.SentAt, a.At, zone))),
            new(sent.Count, rejections.Count(r => !r.IsIvr), delivered.Count, delivered.Count(IsOnTime)),
            Reasons(rejections),
            [.. Enumerable.Range(0, (days + DaysOfWeek - 1) / DaysOfWeek).Reverse().Select(back => Week(today.AddDays(1 - DaysOfWeek * (back + 1)), sent, delivered))]);

        bool IsIn(DateTimeOffset at) => DayCount.DayOf(at, zone) is var day && day >= first && day <= today;
    }

    private static bool IsOnTime(DeliveredOrder order) => order.On <= order.WantedBy;

    private double? Confirmation(SentOrder order) => order.ConfirmedAt is { } confirmed && confirmed >= order.At ? calendar.DaysBetween(order.At, confirmed, zone) : null;

    private static List<RejectionCount> Reasons(List<Rejection> rejections) =>
    [
        .. rejections.Where(r => !string.IsNullOrWhiteSpace(r.Reason)).GroupBy(r => (r.IsIvr, Reason: r.Reason!.Trim()))
            .Select(g => new RejectionCount(g.Key.IsIvr, g.Key.Reason, g.Count()))
            .OrderByDescending(r => r.Count).ThenBy(r => r.Reason, StringComparer.Ordinal).Take(MostReasons),
    ];

    private ScoreWeek Week(DateOnly from, List<SentOrder> sent, List<DeliveredOrder> delivered)
    {
        var mine = sent.Where(s => IsThen(DayCount.DayOf(s.At, zone))).ToList();
        var arrived = delivered.Where(d => IsThen(d.On)).ToList();
        return new(from, mine.Count, arrived.Count, arrived.Count(IsOnTime), Turnaround.Of(mine.Select(Confirmation).OfType<double>()).P50);

        bool IsThen(DateOnly day) => day >= from && day < from.AddDays(DaysOfWeek);
    }
}
