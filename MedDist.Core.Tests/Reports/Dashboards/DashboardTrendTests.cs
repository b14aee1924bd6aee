using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Reports.Dashboards;
using MedDist.Core.Reports.Metrics;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Reports.Dashboards;

public sealed class DashboardTrendTests
{
    [Theory, Databases]
    public async Task The_trend_follows_the_facility_or_the_manufacturer_and_a_place_without_orders_has_noughts(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await ReadAsync(new())).Days.ShouldBeEmpty();
        var annex = new Facility { OrganizationId = world.Organization.Id, Name = "Annex" };
        await house.AddAsync(world.Id, annex);
        await world.OrderAsync();
        await world.OrderAsync();
        await world.OrderAsync(world.Draft(facility: annex));
        await RefreshAsync(house, world);

        (await ReadAsync(new())).Days[^1].Value.ShouldBe(3);
        (await ReadAsync(new(7, world.Facility.Id))).Days[^1].ShouldSatisfyAllConditions(d => d.Value.ShouldBe(2), d => d.Link.ShouldContain($"facility={world.Facility.Id}"));
        (await ReadAsync(new(7, annex.Id))).Days[^1].Value.ShouldBe(1);
        (await ReadAsync(new(7, ManufacturerId: world.Manufacturer.Id))).Days[^1].Value.ShouldBe(3);
        (await ReadAsync(new(7, Guid.NewGuid()))).Days[^1].Value.ShouldBe(0);

        // Nobody has counted the days before the first order: gaps, not noughts.
        (await ReadAsync(new(7, annex.Id))).Days[0].Value.ShouldBeNull();
        (await ReadAsync(new(7, annex.Id, world.Manufacturer.Id))).Days.ShouldBeEmpty();

        async Task<DashboardTrend> ReadAsync(DashboardFilter filter) =>
            (await house.AsAsync<DashboardQueries, Dashboard?>(world.CallOf(Role.Viewer), q => q.ReadAsync(DashboardKind.Manager, filter)))!.Trends.ShouldHaveSingleItem();
    }

    [Theory, Databases]
    public async Task Who_is_limited_sees_the_days_of_their_own_facilities_or_orders_and_of_nobody_else(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        Facility annex = new() { OrganizationId = world.Organization.Id, Name = "Annex" };
        Facility far = new() { OrganizationId = world.Organization.Id, Name = "Far away" };
        await house.AddAsync(world.Id, annex, far);
        await world.OrderAsync(null, Submit, Approve, Forward, MarkSent, Confirm, Ship, Deliver);
        await world.OrderAsync(world.Draft(facility: annex));
        await world.OrderAsync(world.Draft(facility: far));
        await RefreshAsync(house, world);

        (await TodayAsync(Role.FacilityManager, new([], [annex.Id]))).ShouldBe((1, 0));
        (await TodayAsync(Role.FacilityManager, new([], [annex.Id, world.Facility.Id]))).ShouldBe((2, 1));
        (await TodayAsync(Role.SalesRep, new([], [annex.Id, far.Id]))).ShouldBe((2, 0));
        (await TodayAsync(Role.SalesRep, new([world.Organization.Id], []))).ShouldBe((3, 1));
        (await TodayAsync(Role.SalesRep, AssignmentScope.None)).ShouldBe((0, 0));
        (await TodayAsync(Role.Provider, new([world.Organization.Id], []))).ShouldBe((3, 1));
        (await TodayAsync(Role.Provider, new([world.Organization.Id], []), Guid.NewGuid())).ShouldBe((0, 0));
        (await house.AsAsync<MetricQueries, IReadOnlyList<MetricDay>>(world.CallOf(Role.SalesRep), q => q.DaysAsync(Core.Reports.MetricType.Orders, default, new(2030, 1, 1)))).ShouldBeEmpty();

        async Task<(double? Submitted, double? Arrived)> TodayAsync(Role role, AssignmentScope scope, Guid? user = null)
        {
            var who = world.CallOf(role) with { Assignments = scope };
            who = user is { } other ? who with { User = other } : who;
            var kind = DashboardKinds.Of(role)[0];
            var trends = (await house.AsAsync<DashboardQueries, Dashboard?>(who, q => q.ReadAsync(kind, new())))!.Trends;
            trends.Select(t => t.Plan.Code).ShouldBe(["received", "arrived"]);
            foreach (var trend in trends.Where(_ => user is null))
            {
                (await house.AsAsync<ListCounts, int>(who, l => l.CountAsync(trend.Days[^1].Link))).ShouldBe((int)trend.Days[^1].Value!.Value, $"{role} {trend.Plan.Code}");
            }

            return (trends[0].Days[^1].Value, trends[1].Days[^1].Value);
        }
    }

    [Theory, Databases]
    public async Task The_coordinators_IVR_tile_counts_what_ends_before_a_planned_service_and_nothing_else(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        var today = DayCount.DayOf(house.Clock.Now, world.Tenant.Zone);
        (await TileAsync()).ShouldBe(0);

        // Sam has none at all: that stops his order, but nothing of it expires.
        Recipient sam = new() { Type = RecipientType.Patient, Identifier = "MRN-77", FirstName = "Samuel", LastName = "Stone" };
        await house.AddAsync(world.Id, sam, new Verification { RecipientId = sam.Id, ManufacturerId = world.Manufacturer.Id, Type = VerificationType.Insurance });
        await world.OrderAsync(world.Draft(today.AddDays(5), recipient: sam));
        (await TileAsync()).ShouldBe(0);

        // Jane's holds for forty days more, and covers the first of her orders.
        await world.OrderAsync(world.Draft(today.AddDays(30)));
        await world.VerifiedAsync(today.AddYears(-1).AddDays(40));
        (await TileAsync()).ShouldBe(0);
        await world.OrderAsync(world.Draft(today.AddDays(50)));
        (await TileAsync()).ShouldBe(1);

        async Task<int> TileAsync()
        {
            var tile = (await house.AsAsync<DashboardQueries, Dashboard?>(world.Ashley, q => q.ReadAsync(DashboardKind.Coordinator, new())))!.Tiles.Single(t => t.Plan.Code == "ivr_blocks");
            tile.Plan.Link.ShouldBe("/verifications?as=table&ends=90&blocks=yes");
            return tile.Count;
        }
    }

    private static Task<MetricRun> RefreshAsync(House house, World world) => house.AsAsync<MetricSnapshots, MetricRun>(world.System, s => s.RefreshAsync());
}
