using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderFactServiceTests
{
    [Theory, Databases]
    public async Task At_the_tenants_midnight_a_lapsing_light_becomes_expired_and_a_second_run_does_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        await world.VerifiedAsync(new(2025, 6, 16)); // through 15 June, today
        var order = await world.OrderAsync(world.Draft(new(2026, 6, 22)));
        (await LightAsync()).ShouldBe(IvrState.LapsesBefore);

        house.Clock.Set(new(2026, 6, 16, 4, 59, 0, TimeSpan.Zero)); // a minute to midnight in Chicago
        (await RefreshAsync()).ShouldBe(0);
        house.Clock.Set(new(2026, 6, 16, 5, 0, 0, TimeSpan.Zero));
        (await RefreshAsync()).ShouldBe(1);
        (await LightAsync()).ShouldBe(IvrState.Expired);
        (await RefreshAsync()).ShouldBe(0);

        async Task<IvrState> LightAsync()
        {
            await using var db = house.Open(world.System);
            return (await db.Orders.SingleAsync(o => o.Id == order.Id)).IvrState;
        }

        Task<int> RefreshAsync() => house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync());
    }

    [Theory, Databases]
    public async Task An_order_with_a_lapsing_IVR_is_approved_only_with_a_reason(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        await world.VerifiedAsync(new(2025, 6, 16));
        var order = await world.OrderAsync();
        var refused = await MoveAsync(new(OrderAction.Approve));
        refused.Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.IvrNotValidRule);
        refused.Failure.Message.ShouldContain("does not cover the service date 22 Jun 2026");
        (await MoveAsync(new(OrderAction.Approve) { IvrBypassReason = "renewal promised" })).Succeeded.ShouldBeTrue();

        Task<Result> MoveAsync(MoveOrder move) => house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, move));
    }

    [Theory, Databases]
    public async Task A_move_on_an_order_that_changed_meanwhile_is_stale(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        (await MoveAsync(new(OrderAction.Hold) { Reason = "first", SeenVersion = 0 })).Succeeded.ShouldBeTrue();
        (await MoveAsync(new(OrderAction.Release) { SeenVersion = 0 })).Failure.ShouldBeOfType<Failure.Stale>();
        (await MoveAsync(new(OrderAction.Release) { SeenVersion = 1 })).Succeeded.ShouldBeTrue();

        Task<Result> MoveAsync(MoveOrder move) => house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, move));
    }

    [Theory]
    [InlineData(OrderAction.Forward)]
    [InlineData(OrderAction.RecallSend)]
    [InlineData(OrderAction.MarkSent)]
    public async Task A_step_that_sends_is_not_possible_as_a_plain_move(OrderAction action)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, OrderAction.Submit, OrderAction.Approve);
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(action)))).Failure.ShouldBeOfType<Failure.Forbidden>();
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_told_at_its_field()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(OrderAction.Deny) { Reason = new('x', 2001) })))
            .Failure.ShouldBeOfType<Failure.Invalid>().Fields["Reason"].ShouldBe(["Keep the reason under 2,000 characters."]);
    }
}
