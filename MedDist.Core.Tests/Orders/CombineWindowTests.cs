using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
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
        var settings = new ManufacturerSettings { ManufacturerId = Guid.NewGuid(), CutOff = new(15, 0), Combine = combine, CombineMinutes = 30 };
        CombineWindow.LeavesAt(settings, type, sendBy is null ? null : At(sendBy), At(heldUntil), Chicago).ShouldBe(At(leaves));
    }

    [Fact]
    public void Without_settings_nothing_waits() => CombineWindow.LeavesAt(null, OrderType.Standard, null, At("2026-06-15 09:10"), Chicago).ShouldBe(At("2026-06-15 09:10"));

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(-5));
}
