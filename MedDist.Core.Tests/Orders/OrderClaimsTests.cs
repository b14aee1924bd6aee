using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderClaimsTests
{
    [Theory, Databases]
    public async Task Of_two_claims_at_once_one_wins_and_the_other_is_told_who_has_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        for (var round = 0; round < 5; round++)
        {
            var order = await world.OrderAsync();

            var results = await Task.WhenAll(RaceAsync(world.Ashley, order), RaceAsync(world.CallOf(ben), order));

            var row = await RowAsync(house, world, order);
            var (winner, loser) = row.ClaimedByUserId == ben.Id ? (1, 0) : (0, 1);
            results[winner].Succeeded.ShouldBeTrue();
            var failure = results[loser].Failure.ShouldBeOfType<Failure.RuleBroken>();
            failure.Rule.ShouldBe(OrderFailures.ClaimedRule);
            failure.Message.ShouldContain(row.ClaimedByName!);
            (await EventsAsync(house, world, order)).Count(e => e == Claim).ShouldBe(1);
        }

        async Task<Result> RaceAsync(UserCall who, Order order)
        {
            await Task.Yield();
            return await AssignAsync(house, who, order, who.UserId, null);
        }
    }

    [Theory, Databases]
    public async Task An_order_is_claimed_given_to_a_colleague_taken_over_and_let_go_and_the_timeline_tells(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();

        (await AssignAsync(house, world.Ashley, order, world.Coordinator.Id, null)).Succeeded.ShouldBeTrue();
        (await AssignAsync(house, world.Ashley, order, ben.Id, world.Coordinator.Id)).Succeeded.ShouldBeTrue();
        (await RowAsync(house, world, order)).ClaimedByName.ShouldBe("Ben Ortiz");
        (await AssignAsync(house, world.Ashley, order, world.Coordinator.Id, null)).Failure.ShouldBe(OrderFailures.Claimed("Ben Ortiz"));
        (await AssignAsync(house, world.Ashley, order, world.Coordinator.Id, ben.Id)).Succeeded.ShouldBeTrue();
        (await AssignAsync(house, world.Ashley, order, null, world.Coordinator.Id)).Succeeded.ShouldBeTrue();

        (await RowAsync(house, world, order)).ClaimedByUserId.ShouldBeNull();
        (await EventsAsync(house, world, order)).ShouldBe([Submit, Claim, Assign, Claim, LetGo]);
    }

    [Theory, Databases]
    public async Task A_claim_keeps_no_colleague_from_working_and_ends_with_the_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();
        await AssignAsync(house, world.CallOf(ben), order, ben.Id, null);

        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(Deny) { Reason = "double" }))).Succeeded.ShouldBeTrue();

        (await RowAsync(house, world, order)).ClaimedByUserId.ShouldBeNull();
        (await AssignAsync(house, world.CallOf(ben), order, ben.Id, null)).Failure.ShouldBe(OrderFailures.Finished);
    }

    [Theory, Databases]
    public async Task Only_the_order_desk_claims_and_only_it_is_given_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();

        (await AssignAsync(house, world.CallOf(Role.Viewer), order, world.Provider.Id, null)).Failure.ShouldBe(OrderFailures.NotAssigning);
        (await AssignAsync(house, world.Ashley, order, world.Provider.Id, null)).Failure.ShouldBe(OrderFailures.NoColleague);
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(Claim)))).Failure.ShouldBeOfType<Failure.Forbidden>();
        (await ColleaguesAsync(world.Ashley)).Select(c => c.Id).ShouldBe([world.Coordinator.Id, ben.Id]);
        (await ColleaguesAsync(world.CallOf(Role.Viewer))).ShouldBeEmpty();

        Task<IReadOnlyList<Choice>> ColleaguesAsync(ICallContext who) => house.AsAsync<OrderClaims, IReadOnlyList<Choice>>(who, c => c.ColleaguesAsync());
    }

    [Theory, Databases]
    public async Task Each_views_count_equals_its_list_for_every_role(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        Order[] orders = [await world.OrderAsync(), await world.OrderAsync(), await world.OrderAsync(world.Draft(), Submit, SendBack), await world.OrderAsync(world.Draft(), Submit, Deny)];
        await AssignAsync(house, world.Ashley, orders[0], world.Coordinator.Id, null);
        await AssignAsync(house, world.Ashley, orders[2], world.Coordinator.Id, null);
        await AssignAsync(house, world.Ashley, orders[1], ben.Id, null);
        var failed = world.Draft();
        foreach (var action in new[] { Submit, Approve, Forward })
        {
            failed.Apply(new MoveOrder(action) { IvrBypassReason = "by phone" }, world.Ashley, house.Clock.Now).Succeeded.ShouldBeTrue();
        }

        failed.QueueSend();
        failed.SendFailed("550", house.Clock.Now);
        await house.AddAsync(world.Id, failed);

        foreach (var who in new ICallContext[] { world.Ashley, world.CallOf(ben), world.CallOf(Role.Viewer), world.CallOf(world.Provider, new([world.Organization.Id], [])) })
        {
            var counts = await house.AsAsync<OrderQueries, QueueCounts>(who, q => q.CountsAsync());
            foreach (var tab in Enum.GetValues<QueueTab>())
            {
                (await house.AsAsync<OrderQueries, OrderPage>(who, q => q.ListAsync(new() { Tab = tab }))).Total.ShouldBe(counts[tab], $"{who.Role} {tab}");
            }

            (counts[QueueTab.Failed], counts[QueueTab.All]).ShouldBe((1, 5));
            counts[QueueTab.Mine].ShouldBe(who.UserId == world.Coordinator.Id ? 2 : who.UserId == ben.Id ? 1 : 0);
        }
    }

    [Theory, Databases]
    public async Task Mine_and_failed_sends_come_sorted_from_their_own_index_whatever_else_narrows_them(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var places = Enumerable.Range(0, 20).Select(i => new Facility { OrganizationId = world.Organization.Id, Name = $"Clinic {i}" }).ToList();
        await house.AddAsync(world.Id, [.. places]);
        await house.AddAsync(world.Id, [.. Enumerable.Range(0, 1200).Select(Made)]);
        await house.Services.GetRequiredService<DatabaseStartup>().AnalyseAsync();
        await using var db = house.Open(world.Ashley);
        foreach (var filter in new OrderFilter[] { new(), new() { ManufacturerId = world.Manufacturer.Id }, new() { FacilityId = places[3].Id } })
        {
            await ShouldWalkAsync(filter with { Tab = QueueTab.Mine }, "IX_Orders_TenantId_ClaimedByUserId_QueuePosition_Id");
            await ShouldWalkAsync(filter with { Tab = QueueTab.Failed }, "IX_Orders_TenantId_SendState_QueuePosition_Id");
        }

        Order Made(int i)
        {
            var order = world.Draft(new DateOnly(2026, 6, 22).AddDays(i % 90), facility: places[i % places.Count]);
            order.Apply(new MoveOrder(Submit), world.Ashley, house.Clock.Now);
            if (i % 23 == 0)
            {
                order.Assign(i % 2 == 0 ? world.Coordinator.Id : world.Provider.Id, "A. Person", world.Ashley, house.Clock.Now);
                order.SendFailed("550", house.Clock.Now);
            }

            return order;
        }

        async Task ShouldWalkAsync(OrderFilter filter, string index)
        {
            (await QueryPlan.OfAsync(db, OrderQueries.PageOf(db, filter).Select(o => new { o.Id, o.OrderNumber }))).ShouldSatisfyAllConditions(
                plan => plan.ShouldContain(index, Case.Sensitive, $"{filter}"), plan => plan.ShouldNotContain("TEMP B-TREE"), plan => plan.ShouldNotContain("Sort"));
            (await QueryPlan.OfAsync(db, OrderQueries.Matching(db, filter).Take(QueueCounts.Most).Select(o => o.Id))).ShouldContain(index, Case.Sensitive, $"{filter}");
        }
    }

    private static async Task<(World World, User Ben)> DeskAsync(House house)
    {
        var world = await World.BuildAsync(house);
        var ben = world.UserOf("ben", "Ben Ortiz", Role.TenantAdmin);
        await using var db = house.Open(new Core.Tenancy.BeforeTenantCall());
        db.Add(ben);
        await db.SaveChangesAsync();
        return (world, ben);
    }

    private static Task<Result> AssignAsync(House house, ICallContext who, Order order, Guid? to, Guid? seen) =>
        house.AsAsync<OrderClaims, Result>(who, c => c.AssignAsync(order.Id, new(to, seen)));

    private static async Task<OrderRow> RowAsync(House house, World world, Order order) => (await house.AsAsync<OrderQueries, OrderRow?>(world.Ashley, q => q.FindAsync(order.Id)))!;

    private static async Task<List<OrderAction>> EventsAsync(House house, World world, Order order)
    {
        await using var db = house.Open(world.System);
        return await db.Set<OrderEvent>().Where(e => e.OrderId == order.Id).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Action).ToListAsync();
    }
}
