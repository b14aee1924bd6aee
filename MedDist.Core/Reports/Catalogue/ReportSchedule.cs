using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>How often a report is sent.</summary>
public enum ReportRhythm
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>On one day of the week.</summary>
    Weekly,

    /// <summary>On the first of the month.</summary>
    Monthly,
}

/// <summary>A report that its user, and whoever they share it with, are reminded of by mail: a link to it with its filters, never the figures themselves.</summary>
public sealed class ReportSchedule : TenantEntity
{
    public const int QueryLength = 1000;

    public required Guid UserId { get; init; }

    /// <summary>Which <see cref="IReport"/>.</summary>
    public required string ReportId { get; init; }

    /// <summary>What it is about, as the query string of its page.</summary>
    public required string Query { get; init; }

    public required ReportRhythm Rhythm { get; init; }

    /// <summary>The day of a weekly one.</summary>
    public DayOfWeek Weekday { get; init; } = DayOfWeek.Monday;

    /// <summary>The time in the tenant's time zone.</summary>
    public required TimeOnly At { get; init; }

    /// <summary>When it is sent next; null when it is not any more.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>With whom it is shared.</summary>
    public List<ReportReader> Readers { get; } = [];

    /// <summary>Looks for the next moment after this one.</summary>
    public ReportSchedule Plan(DateTimeOffset after, TimeZoneInfo zone)
    {
        NextAt = ReportTimes.Next(Rhythm, Weekday, At, after, zone);
        return this;
    }

    public void Send(DateTimeOffset now, TimeZoneInfo zone)
    {
        SentAt = now;
        Plan(now, zone);
    }

    /// <summary>Its user may not read the report any more.</summary>
    internal void End() => NextAt = null;
}

/// <summary>A colleague who gets the link of somebody else's schedule. Whether they may read the report is asked each time that it is sent, and again when they open it.</summary>
public sealed class ReportReader : TenantEntity
{
    public required Guid ScheduleId { get; init; }

    public required Guid UserId { get; init; }
}

/// <summary>When a schedule is due.</summary>
public static class ReportTimes
{
    /// <summary>The first moment after another that the rhythm names.</summary>
    public static DateTimeOffset Next(ReportRhythm rhythm, DayOfWeek weekday, TimeOnly at, DateTimeOffset after, TimeZoneInfo zone)
    {
        for (var day = DayCount.DayOf(after, zone); ; day = day.AddDays(1))
        {
            var fits = rhythm switch
            {
                ReportRhythm.Weekly => day.DayOfWeek == weekday,
                ReportRhythm.Monthly => day.Day == 1,
                _ => true,
            };
            if (fits && DayCount.MomentOf(day, at, zone) is var moment && moment > after)
            {
                return moment;
            }
        }
    }
}

/// <summary>How somebody came to a report.</summary>
public enum ReportRunWay
{
    Opened,

    /// <summary>By the link of a scheduled mail.</summary>
    FromMail,

    /// <summary>The mail with the link was written.</summary>
    Sent,
}

/// <summary>One run of a report: who, when, about what, and how many rows.</summary>
public sealed class ReportRun : TenantEntity
{
    public required string ReportId { get; init; }

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public required string Query { get; init; }

    public required ReportRunWay Way { get; init; }

    public required int Rows { get; init; }
}
