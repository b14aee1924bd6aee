using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>When an order must leave at the latest: need-by day less carrier transit less the manufacturer's lead time, at its cut-off.</summary>
public static class SendByClock
{
    /// <summary>
    /// The latest safe moment to send. Transit and lead time are business days (Monday to Friday); <paramref name="cutOff"/> is read in <paramref name="zone"/>.
    /// Null without a need-by day.
    /// </summary>
    public static DateTimeOffset? LatestSafeSend(DateOnly? needBy, int transitDays, int leadTimeDays, TimeOnly cutOff, TimeZoneInfo zone) =>
        needBy is { } day ? DayCount.MomentOf(DayCount.BusinessDaysBefore(day, transitDays + leadTimeDays), cutOff, zone) : null;
}
