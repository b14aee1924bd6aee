using System.Text.Json.Serialization;
using MedDist.Core.Kernel;

namespace MedDist.Core.Manufacturers;

/// <summary>How a manufacturer did over the last days: learned from orders and verifications each night, and on demand. One row for each manufacturer and length of period.</summary>
public sealed class ManufacturerScore : TenantEntity
{
    /// <summary>The length that the send-by clock learns from, and that pages show unless asked for another.</summary>
    public const int ClockDays = 90;

    /// <summary>The lengths that are learned, in days.</summary>
    public static readonly IReadOnlyList<int> Periods = [30, ClockDays, 365];

    public required Guid ManufacturerId { get; init; }

    /// <summary>Length of the period in days, up to <see cref="LearnedAt"/>.</summary>
    public required int PeriodDays { get; init; }

    public DateTimeOffset LearnedAt { get; private set; }

    /// <summary>From sending an order to its confirmation.</summary>
    public Turnaround Confirmation { get; private set; } = Turnaround.None;

    /// <summary>From sending an IVR to its verification; feeds the send-by clock.</summary>
    public Turnaround Ivr { get; private set; } = Turnaround.None;

    public ScoreCounts Counts { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Why orders and IVRs were rejected, most frequent first.</summary>
    public List<RejectionCount> Rejections { get; private set; } = [];

    /// <summary>The period week by week, oldest first.</summary>
    public List<ScoreWeek> Weeks { get; private set; } = [];

    /// <summary>Takes over what was learned; the time alone is no change.</summary>
    public void Learn(ScoreFindings found, DateTimeOffset now)
    {
        if (found.Confirmation == Confirmation && found.Ivr == Ivr && found.Counts == Counts && found.Rejections.SequenceEqual(Rejections) && found.Weeks.SequenceEqual(Weeks) && LearnedAt != default)
        {
            return;
        }

        (Confirmation, Ivr, Counts, Rejections, Weeks, LearnedAt) = (found.Confirmation, found.Ivr, found.Counts, [.. found.Rejections], [.. found.Weeks], now);
    }
}

/// <summary>How many orders of a period were sent, turned down, delivered, and delivered on or before the day that was asked for.</summary>
public sealed record ScoreCounts(int Sent, int Rejected, int Delivered, int OnTime)
{
    /// <summary>Part of the delivered orders that came in time, 0 to 1; null while there are too few.</summary>
    [JsonIgnore]
    public double? OnTimeShare => Delivered >= Turnaround.Enough ? (double)OnTime / Delivered : null;

    /// <summary>Part of the sent orders that were turned down, 0 to 1; null while there are too few.</summary>
    [JsonIgnore]
    public double? RejectedShare => Sent >= Turnaround.Enough ? (double)Rejected / Sent : null;
}

/// <summary>A reason for which orders, or IVRs, were rejected.</summary>
public sealed record RejectionCount(bool IsIvr, string Reason, int Count);

/// <summary>Seven days of a period.</summary>
/// <param name="From">The first of them.</param>
/// <param name="Sent">Orders sent.</param>
/// <param name="Delivered">Orders delivered.</param>
/// <param name="OnTime">Of those, in time.</param>
/// <param name="Confirmation">Median business days from sending to confirmation of those sent then; null without any.</param>
public sealed record ScoreWeek(DateOnly From, int Sent, int Delivered, int OnTime, double? Confirmation);
