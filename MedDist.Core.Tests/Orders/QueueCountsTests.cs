using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class QueueCountsTests
{
    [Theory, Databases]
    public async Task For_every_tab_role_and_filter_the_count_equals_the_list_before_and_after_a_change(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        var john = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-2", FirstName = "John", LastName = "Doe" };
        await house.AddAsync(world.Id, john);
        await FillAsync(world, john);
        var claimed = await world.OrderAsync();
        await house.AsAsync<OrderClaims, Result>(world.Ashley, c => c.AssignAsync(claimed.Id, new(world.Coordinator.Id, null)));

        var scope = new AssignmentScope([world.Organization.Id], []);
        var office = world.CallOf(world.Provider, scope) with { UserRole = Role.FacilityManager };
        await CompareAsync(house, world, world.Ashley, world.CallOf(Role.Viewer), world.CallOf(Role.SuperAdmin), world.CallOf(world.Provider, scope), office, world.CallOf(world.Provider, AssignmentScope.None));
        await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(claimed.Id, new(Deny) { Reason = "not covered" }));
        await CompareAsync(house, world, world.Ashley, office);
    }

    [Fact]
    public void A_count_says_exactly_how_many_up_to_ten_thousand_and_never_more_than_it_knows()
    {
        QueueCounts.Words(0).ShouldBe("0");
        QueueCounts.Words(10_000).ShouldBe("10,000");
        QueueCounts.Words(10_001).ShouldBe("10,000+");
        QueueCounts.Words(987_654, isExact: true).ShouldBe("987,654");
    }

    private static async Task FillAsync(World world, Recipient john)
    {
        OrderAction[][] lives = [[Submit], [Submit, Approve], [Submit, SendBack], [Submit, Approve, Forward], [Submit, Approve, Forward, MarkSent], [Submit, Approve, Forward, MarkSent, Ship], [Submit, Deny], [Submit, Hold]];
        foreach (var life in lives)
        {
            await world.OrderAsync(null, life);
            await world.OrderAsync(world.Draft(type: OrderType.Rush, recipient: john), life);
        }
    }

    private static async Task CompareAsync(House house, World world, params UserCall[] callers)
    {
        OrderFilter[] filters =
        [
            new(), new() { RushOnly = true }, new() { Search = "doe" }, new() { Search = "ord-00003" }, new() { Ivr = IvrState.Missing }, new() { ManufacturerId = world.Manufacturer.Id },
            new() { FacilityId = Guid.NewGuid() }, new() { Status = OrderStatus.OnHold }, new() { Tab = QueueTab.Done, Status = OrderStatus.Denied }, new() { Tab = QueueTab.All, Status = OrderStatus.Approved, RushOnly = true },
        ];
        foreach (var who in callers)
        {
            foreach (var filter in filters)
            {
                await CompareAsync(house, who, filter);
            }
        }
    }

    private static async Task CompareAsync(House house, UserCall who, OrderFilter filter)
    {
        var counts = await house.AsAsync<OrderQueries, QueueCounts>(who, q => q.CountsAsync(filter));
        var tabs = Enum.GetValues<QueueTab>();
        var lists = await house.AsAsync<OrderQueries, IReadOnlyList<int>>(who, q => q.CountListsAsync([.. tabs.Select(filter.ForTab)]));
        foreach (var (tab, listed) in tabs.Zip(lists))
        {
            var behind = filter.ForTab(tab);
            var page = await house.AsAsync<OrderQueries, OrderPage>(who, q => q.ListAsync(behind));
            (page.Total, page.Rows.Count, listed).ShouldBe((counts[tab], counts[tab], counts[tab]), $"{who.UserRole} {behind}");
            var grouped = await house.AsAsync<OrderQueries, OrderPage>(who, q => q.ListAsync(behind with { Group = OrderGroup.Episode }));
            (grouped.Total, grouped.Rows.Count, grouped.Episodes!.Sum(e => e.Orders), grouped.Pageable).ShouldBe((counts[tab], counts[tab], counts[tab], grouped.Episodes!.Count), $"{who.UserRole} grouped {behind}");
        }
    }
}
