using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class CombineWindowTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    // June 2026: the 15th is a Monday; Chicago is five hours behind. The cut-off is 3:00 PM there.
    [Theory]
    [InlineData(CombineOrders.Immediately, OrderType.Standard, "2026-06-15 09:10", null, "2026-06-15 09:10")]
    [InlineData(CombineOrders.EveryFewMinutes, OrderType.Standard, "2026-06-15 09:10", null, "2026-06-15 09:30")]
    [InlineData(CombineOrders.EveryFewMinutes, OrderType.Consignment, "2026-06-15 09:30", null, "2026-06-15 09:30")]
    [InlineData(CombineOrders.EveryFewMinutes, OrderType.Rush, "2026-06-15 09:10", null, "2026-06-15 09:10")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Rush, "2026-06-15 09:10", null, "2026-06-15 09:10")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Standard, "2026-06-15 09:10", null, "2026-06-15 14:50")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Standard, "2026-06-15 14:52", null, "2026-06-15 14:52")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Standard, "2026-06-15 15:01", null, "2026-06-16 14:50")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Standard, "2026-06-19 16:00", null, "2026-06-22 14:50")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Standard, "2026-06-15 09:10", "2026-06-15 12:00", "2026-06-15 11:50")]
    [InlineData(CombineOrders.AtCutOff, OrderType.Standard, "2026-06-15 09:10", "2026-06-15 08:00", "2026-06-15 09:10")]
    [InlineData(CombineOrders.EveryFewMinutes, OrderType.Standard, "2026-06-15 14:35", null, "2026-06-15 14:50")]
    [InlineData(CombineOrders.EveryFewMinutes, OrderType.Standard, "2026-06-15 23:45", null, "2026-06-16 00:00")]
    [InlineData(CombineOrders.EveryFewMinutes, OrderType.Standard, "2026-06-15 09:10", "2026-06-15 09:25", "2026-06-15 09:15")]
    public void An_order_leaves_at_the_next_time_but_never_too_late(CombineOrders combine, OrderType type, string heldUntil, string? sendBy, string leaves)
    {
        CombineWindow.LeavesAt(Settings(combine), type, sendBy is null ? null : At(sendBy), At(heldUntil), new TenantCalendar().Business(), Chicago).ShouldBe(At(leaves));
    }

    // Friday the 19th is Juneteenth, and the tenant closes on Wednesday the 17th.
    [Theory]
    [InlineData(CombineOrders.AtCutOff, "2026-06-18 14:00", null, "2026-06-18 14:50")]
    [InlineData(CombineOrders.AtCutOff, "2026-06-18 15:01", null, "2026-06-22 14:50")] // over the holiday and the weekend
    [InlineData(CombineOrders.AtCutOff, "2026-06-19 09:10", null, "2026-06-22 14:50")] // on the holiday
    [InlineData(CombineOrders.AtCutOff, "2026-06-20 09:10", null, "2026-06-22 14:50")] // on a Saturday
    [InlineData(CombineOrders.AtCutOff, "2026-06-16 15:01", null, "2026-06-18 14:50")] // over the tenant's own closed day
    [InlineData(CombineOrders.AtCutOff, "2026-06-17 14:55", null, "2026-06-18 14:50")] // on it, where the margin would have begun
    [InlineData(CombineOrders.AtCutOff, "2026-06-19 09:10", "2026-06-22 12:00", "2026-06-22 11:50")]
    [InlineData(CombineOrders.AtCutOff, "2026-06-19 09:10", "2026-06-18 12:00", "2026-06-19 09:10")]
    [InlineData(CombineOrders.EveryFewMinutes, "2026-06-19 14:35", null, "2026-06-19 15:00")] // no cut-off that day
    [InlineData(CombineOrders.EveryFewMinutes, "2026-06-18 14:35", null, "2026-06-18 14:50")]
    [InlineData(CombineOrders.EveryFewMinutes, "2026-06-17 23:45", null, "2026-06-18 00:00")]
    [InlineData(CombineOrders.Immediately, "2026-06-19 09:10", null, "2026-06-19 09:10")]
    public void No_order_waits_for_a_cut_off_on_a_closed_day(CombineOrders combine, string heldUntil, string? sendBy, string leaves)
    {
        var calendar = new TenantCalendar { ClosedDays = [new(new(2026, 6, 17), "Company outing")] };
        CombineWindow.LeavesAt(Settings(combine), OrderType.Standard, sendBy is null ? null : At(sendBy), At(heldUntil), calendar.Business(), Chicago).ShouldBe(At(leaves));
    }

    [Theory]
    [InlineData(true, "2026-06-13 14:50")]
    [InlineData(false, "2026-06-15 14:50")]
    public void Who_works_on_Saturdays_sends_on_Saturdays(bool saturdays, string leaves)
    {
        var week = new TenantCalendar();
        var calendar = week with { WorkDays = saturdays ? [.. week.WorkDays, DayOfWeek.Saturday] : week.WorkDays };
        CombineWindow.LeavesAt(Settings(CombineOrders.AtCutOff), OrderType.Standard, null, At("2026-06-12 15:30"), calendar.Business(), Chicago).ShouldBe(At(leaves));
    }

    [Fact]
    public void Without_settings_nothing_waits() => CombineWindow.LeavesAt(null, OrderType.Standard, null, At("2026-06-15 09:10"), new TenantCalendar().Business(), Chicago).ShouldBe(At("2026-06-15 09:10"));

    private static ManufacturerSettings Settings(CombineOrders combine) => new() { ManufacturerId = Guid.NewGuid(), CutOff = new(15, 0), Combine = combine, CombineMinutes = 30 };

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(-5));
}
