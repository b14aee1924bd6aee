using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;

namespace MedDist.Core.Orders;

/// <summary>When a forwarded order leaves, where its manufacturer wants several in one message.</summary>
public static class CombineWindow
{
    /// <summary>What leaves for a cut-off leaves this much before it, so that it is there in time.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The moment it leaves: the manufacturer's next time for combined orders, but never after the latest safe send time or the next cut-off, each less <see cref="Margin"/>, and never
    /// before <paramref name="heldUntil"/>, the end of its undo time. Rush orders wait for nothing. A cut-off is one of a business day of the tenant: on a closed day, the next open day's counts.
    /// Times every few minutes go on through closed days, because what leaves early is never late.
    /// </summary>
    public static DateTimeOffset LeavesAt(ManufacturerSettings? settings, OrderType type, DateTimeOffset? sendBy, DateTimeOffset heldUntil, BusinessCalendar calendar, TimeZoneInfo zone)
    {
        if (!Combines(settings, type))
        {
            return heldUntil;
        }

        var cutOff = BeforeCutOff(settings!.CutOff, heldUntil, calendar, zone);
        var window = settings.Combine == CombineOrders.AtCutOff ? cutOff : NextSlot(settings.CombineMinutes, heldUntil, zone);
        var latest = new[] { window, cutOff, sendBy is { } safe ? safe - Margin : window }.Min();
        return latest > heldUntil ? latest : heldUntil;
    }

    /// <summary>Whether an order waits for others at all.</summary>
    public static bool Combines(ManufacturerSettings? settings, OrderType type) => type != OrderType.Rush && settings is { Combine: not CombineOrders.Immediately };

    /// <summary>The next cut-off of a business day less the margin; at once for who is inside the margin already.</summary>
    private static DateTimeOffset BeforeCutOff(TimeOnly cutOff, DateTimeOffset from, BusinessCalendar calendar, TimeZoneInfo zone)
    {
        var today = calendar.OnOrAfter(DayCount.DayOf(from, zone));
        var next = DayCount.MomentOf(today, cutOff, zone);
        var moment = next >= from ? next : DayCount.MomentOf(calendar.After(today, 1), cutOff, zone);
        return moment - Margin > from ? moment - Margin : from;
    }

    private static DateTimeOffset NextSlot(int minutes, DateTimeOffset from, TimeZoneInfo zone)
    {
        var day = DayCount.DayOf(from, zone);
        var passed = (int)Math.Ceiling(TimeZoneInfo.ConvertTime(from, zone).TimeOfDay.TotalMinutes / minutes) * minutes;
        return passed < 24 * 60 ? DayCount.MomentOf(day, new TimeOnly(passed / 60, passed % 60), zone) : DayCount.MomentOf(day.AddDays(1), TimeOnly.MinValue, zone);
    }
}
