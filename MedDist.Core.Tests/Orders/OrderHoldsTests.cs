using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderHoldsTests
{
    [Theory, Databases]
    public async Task A_hold_whose_day_has_come_is_told_and_takes_its_place_and_is_not_released(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var (held, plain) = (await desk.World.OrderAsync(), await desk.World.OrderAsync(desk.World.Draft(new(2026, 6, 24))));
        (await desk.MoveAsync(desk.Ashley, held, new(Hold) { Reason = "the new card", On = new(2026, 6, 30) })).Succeeded.ShouldBeTrue();
        (await ListAsync()).ShouldBe([(plain.Id, false), (held.Id, false)]);
        (await SurfaceAsync()).ShouldBe(0);

        // 30 June begins in Chicago at 05:00 UTC.
        house.Clock.Advance(new DateTimeOffset(2026, 6, 30, 4, 59, 0, TimeSpan.Zero) - house.Clock.Now);
        (await SurfaceAsync()).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        (await SurfaceAsync()).ShouldBe(1);
        (await SurfaceAsync()).ShouldBe(0);

        (await ListAsync()).ShouldBe([(held.Id, true), (plain.Id, false)]);
        (await desk.NewsOfAsync(desk.World.Coordinator.Id)).ShouldBe([$"{held.OrderNumber}: the hold is overRelease the order, or hold it longer."]);
        (await desk.NewsOfAsync(desk.Ben.User)).Count.ShouldBe(1);
        await using (var db = house.Open(desk.World.System))
        {
            var order = await db.Orders.Include(o => o.Events).SingleAsync(o => o.Id == held.Id);
            order.Status.ShouldBe(OrderStatus.OnHold);
            order.Events.Single(e => e.Action == HoldOver).Comment.ShouldBe("It waited for: the new card");
        }

        (await desk.MoveAsync(desk.Ashley, held, new(Release))).Succeeded.ShouldBeTrue();
        (await ListAsync()).ShouldBe([(held.Id, false), (plain.Id, false)]);

        async Task<List<(Guid, bool)>> ListAsync() => [.. (await house.AsAsync<OrderQueries, OrderPage>(desk.Ashley, q => q.ListAsync(new()))).Rows.Select(r => (r.Id, r.IsHoldOver))];
        Task<int> SurfaceAsync() => house.AsAsync<OrderHolds, int>(desk.World.System, h => h.SurfaceDueAsync());
    }

    [Theory, Databases]
    public async Task Who_has_claimed_the_order_is_told_alone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        await house.AsAsync<OrderClaims, Result>(desk.Ben, c => c.AssignAsync(order.Id, new(desk.Ben.User, null)));
        await desk.MoveAsync(desk.Ashley, order, new(Hold) { Reason = "card", On = new(2026, 6, 15) });

        (await house.AsAsync<OrderHolds, int>(desk.World.System, h => h.SurfaceDueAsync())).ShouldBe(1);

        (await desk.NewsOfAsync(desk.Ben.User)).Count.ShouldBe(1);
        (await desk.NewsOfAsync(desk.World.Coordinator.Id)).ShouldBeEmpty();
    }
}
