using MedDist.Core.Orders;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class SendByClockTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [Theory]
    [InlineData("2026-06-18", 1, 1, "15:00", "2026-06-16T20:00:00Z")] // Thursday: one day on the road, one of lead time, so Tuesday 3 pm
    [InlineData("2026-06-22", 1, 1, "15:00", "2026-06-18T20:00:00Z")] // Monday: over the weekend, so Thursday
    [InlineData("2026-06-21", 1, 1, "15:00", "2026-06-17T20:00:00Z")] // Sunday counts as the Friday before
    [InlineData("2026-06-18", 2, 3, "11:30", "2026-06-11T16:30:00Z")]
    [InlineData("2026-01-15", 1, 0, "15:00", "2026-01-14T21:00:00Z")] // winter time
    [InlineData("2026-03-10", 1, 0, "02:30", "2026-03-09T07:30:00Z")] // the day after daylight saving began
    public void The_latest_safe_moment_counts_business_days_back_from_the_need_by_day(string needBy, int transit, int lead, string cutOff, string expected) =>
        SendByClock.LatestSafeSend(DateOnly.Parse(needBy), transit, lead, TimeOnly.Parse(cutOff), Chicago)
            .ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_cut_off_that_daylight_saving_skips_is_read_an_hour_later() =>
        Core.Kernel.DayCount.MomentOf(new(2026, 3, 8), new(2, 30), Chicago).ShouldBe(new DateTimeOffset(2026, 3, 8, 8, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Without_a_need_by_day_there_is_no_latest_moment() => SendByClock.LatestSafeSend(null, 1, 1, new(15, 0), Chicago).ShouldBeNull();
}
