using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>How much one message may hold.</summary>
/// <param name="MostBytes">Bytes of its forms before they are encoded, which adds a third.</param>
/// <param name="MostForms">Forms.</param>
public sealed record BundleLimits(long MostBytes, int MostForms)
{
    /// <summary>What mail servers commonly take: 10 MB once encoded, with room for the workbook.</summary>
    public static readonly BundleLimits Usual = new(7_000_000, 50);
}

/// <summary>Which forms of a bundle share a message, and when it leaves.</summary>
public static class BundleSplit
{
    /// <summary>The forms, in their order, by message. One that is too big by itself goes alone; apart from that no message passes a limit.</summary>
    /// <param name="sizes">Bytes of each form.</param>
    /// <param name="limits">What one message may hold.</param>
    /// <param name="each">Each form in a message of its own.</param>
    public static IReadOnlyList<Range> Of(IReadOnlyList<long> sizes, BundleLimits limits, bool each = false)
    {
        List<Range> parts = [];
        var (from, bytes) = (0, 0L);
        for (var i = 0; i < sizes.Count; i++)
        {
            if (i > from && (each || i - from == limits.MostForms || bytes + sizes[i] > limits.MostBytes))
            {
                parts.Add(from..i);
                (from, bytes) = (i, 0);
            }

            bytes += sizes[i];
        }

        if (sizes.Count > from)
        {
            parts.Add(from..sizes.Count);
        }

        return parts;
    }

    /// <summary>
    /// When renewals leave: at the end of their undo time, or shortly before the cut-off of the manufacturer's next bundle day. A weekly bundle whose day is closed leaves on the next business day.
    /// </summary>
    public static DateTimeOffset LeavesAt(ManufacturerSettings? settings, DateTimeOffset heldUntil, BusinessCalendar calendar, TimeZoneInfo zone)
    {
        if (settings is null or { VerificationSending: VerificationSending.OneByOne })
        {
            return heldUntil;
        }

        for (var day = DayCount.DayOf(heldUntil, zone).AddDays(-6); ; day = day.AddDays(1))
        {
            if (settings.VerificationSending == VerificationSending.WeeklyBundle && day.DayOfWeek != settings.VerificationDay)
            {
                continue;
            }

            var leaves = DayCount.MomentOf(calendar.OnOrAfter(day), settings.CutOff, zone) - CombineWindow.Margin;
            if (leaves >= heldUntil)
            {
                return leaves;
            }
        }
    }
}
