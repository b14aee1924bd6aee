using MedDist.Core.Documents.Signing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Reports;
using MedDist.Core.Reports.Dashboards;
using MedDist.Core.Reports.Metrics;
using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using MedDist.Data.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports.Dashboards;

public sealed class DashboardTests
{
    /// <summary>Everybody of the demo opens every dashboard they have; every number on it is asked of the list it leads to, read from the address as the list's page does.</summary>
    [Theory, Databases]
    public async Task Every_number_on_every_dashboard_of_every_role_equals_the_list_it_links_to(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        await new DemoLoader(house.Services.GetRequiredService<ContextSource>(), house.Clock, new PasswordHasher<User>(), house.Services.GetRequiredService<OrderFlags>()).LoadAsync(300, null, default);
        HashSet<string> seen = [], filled = [];
        foreach (var who in await PeopleAsync(house))
        {
            foreach (var kind in DashboardKinds.Of(who.Role))
            {
                var before = house.Clock.Now.AddDays(-9);
                var dashboard = (await house.AsAsync<DashboardQueries, Dashboard?>(who, q => q.ReadAsync(kind, new(), before))).ShouldNotBeNull();
                dashboard.Tiles.Count.ShouldBeInRange(1, 6);
                IEnumerable<(string Code, int Shown, string Link)> numbers =
                [
                    .. dashboard.Tiles.Select(t => (t.Plan.Code, t.Count, t.Plan.Link)), .. dashboard.Tiles.Where(t => t.Whole is not null).Select(t => (t.Plan.Code + " whole", t.Whole!.Value, t.Plan.Whole!)),
                    .. dashboard.Ages.Select(b => ("age " + b.Name, b.Count, b.Link)), .. dashboard.Shares.Select(b => ("shares", b.Count, b.Link)),
                    .. dashboard.Since.Select(s => ("since", s.Count, s.Link)),
                ];
                foreach (var (code, shown, link) in numbers)
                {
                    (await ListedAsync(house, who, link)).ShouldBe(shown, $"{who.UserName}: {kind} {code} {link}");
                    seen.Add($"{kind} {code}");
                    _ = shown > 0 && filled.Add($"{kind} {code}");
                }

                dashboard.Ages.Sum(a => a.Count).ShouldBe(dashboard.Tiles.FirstOrDefault(t => t.Plan.Code == "coverage")?.Whole ?? 0);
            }
        }

        // Numbers that are all nought prove nothing: the demo fills nearly all.
        seen.Except(filled).Count().ShouldBeLessThan(4, string.Join(", ", seen.Except(filled)));
        await EachDayIsItsListAsync(house);
        await EachPointIsItsListAsync(house);
    }

    [Theory, Databases]
    public async Task The_managers_filter_narrows_every_tile_and_its_list(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await world.OrderAsync(null, OrderAction.Submit, OrderAction.SendBack, OrderAction.Resubmit, OrderAction.Approve);
        await world.OrderAsync(null, OrderAction.Submit, OrderAction.Approve);
        var viewer = world.CallOf(Role.Viewer);

        var mine = await ReadAsync(new(7, world.Facility.Id));
        mine["first_pass"].ShouldSatisfyAllConditions(t => (t.Count, t.Whole, t.OtherShare).ShouldBe((1, 2, 0.5)), t => t.Plan.Link.ShouldContain($"facility={world.Facility.Id}"));
        mine["value"].Value.ShouldBe(2 * 1625m);
        (mine["coverage"].Count, mine["coverage"].Whole).ShouldBe((0, 2));
        (await ReadAsync(new(7, ManufacturerId: Guid.NewGuid())))["volume"].Count.ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromDays(8));
        (await ReadAsync(new(7)))["volume"].Count.ShouldBe(0);
        (await ReadAsync(new(28)))["volume"].Count.ShouldBe(2);
        (await ReadAsync(new(7)))["stale"].Count.ShouldBe(2);
        (await house.AsAsync<DashboardQueries, Dashboard?>(viewer, q => q.ReadAsync(DashboardKind.Coordinator, new()))).ShouldBeNull();

        async Task<Dictionary<string, DashboardTile>> ReadAsync(DashboardFilter filter) =>
            (await house.AsAsync<DashboardQueries, Dashboard?>(viewer, q => q.ReadAsync(DashboardKind.Manager, filter)))!.Tiles.ToDictionary(t => t.Plan.Code);
    }

    [Theory, Databases]
    public async Task Since_you_were_last_here_remembers_the_last_visit_and_a_look_into_a_list_is_none(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await ComeAsync()).ShouldBeNull();
        var first = house.Clock.Now;
        house.Clock.Advance(TimeSpan.FromHours(20));
        (await ComeAsync()).ShouldBe(first);
        await world.OrderAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        (await ComeAsync()).ShouldBe(first);

        var dashboard = await house.AsAsync<DashboardQueries, Dashboard?>(world.Ashley, q => q.ReadAsync(DashboardKind.Coordinator, new(), first));
        dashboard!.Since.ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => (s.Count, s.Words).ShouldBe((1, "new order")));

        Task<DateTimeOffset?> ComeAsync() => house.AsAsync<DashboardVisits, DateTimeOffset?>(world.Ashley, v => v.ComeAsync());
    }

    [Fact]
    public void A_list_of_some_days_or_open_orders_stands_in_its_address()
    {
        var filter = new OrderFilter { Tab = QueueTab.All, OpenOnly = true, SentBackOnly = true, UncoveredOnly = true, Span = new(OrderMilestone.Approved, new(2026, 6, 1, 5, 0, 0, TimeSpan.Zero), null) };
        ListCounts.OrdersOf(DashboardPlan.Orders(filter)).ShouldBe(filter);
        ListCounts.OrdersOf("/orders?when=approved&from=yesterday&until=20260101t0000z").Span.ShouldBe(new(OrderMilestone.Approved, null, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        ListCounts.OrdersOf("/orders?when=whenever&from=20260101t0000z").Span.ShouldBeNull();
    }

    /// <summary>What the list of an address shows, by the list's own query.</summary>
    private static Task<int> ListedAsync(House house, UserCall who, string link)
    {
        var uri = new Uri("http://x" + link);
        return uri.AbsolutePath switch
        {
            "/orders" => house.AsAsync<OrderQueries, int>(who, async q => (await q.ListAsync(QueueAddress.Read(uri).Filter)).Total),
            "/my/orders" when uri.Fragment == "" => house.AsAsync<OrderQueries, int>(who, async q => (await q.ListAsync(new() { Tab = Enum.Parse<QueueTab>(System.Web.HttpUtility.ParseQueryString(uri.Query)["tab"]!, true), Take = 100 })).Total),
            "/my/orders" => house.AsAsync<DocumentSigning, int>(who, async q => (await q.ListAsync()).Count),
            "/my/drafts" => house.AsAsync<OrderDrafts, int>(who, async q => (await q.ListAsync()).Count),
            "/verifications" => house.AsAsync<VerificationQueries, int>(who, async q => (await q.ListAsync(VerificationAddress.Read(uri).Filter)).Total),
            "/shipments" => house.AsAsync<ShipmentQueries, int>(who, async q => (await q.ListAsync(ShipmentAddress.Read(uri))).Total),
            _ => throw new InvalidOperationException(link),
        };
    }

    /// <summary>The points of the trends of two people of each role lead to lists of as many orders.</summary>
    private static async Task EachPointIsItsListAsync(House house)
    {
        foreach (var who in (await PeopleAsync(house)).GroupBy(p => p.Role).SelectMany(g => g.Take(2)))
        {
            var dashboard = (await house.AsAsync<DashboardQueries, Dashboard?>(who, q => q.ReadAsync(DashboardKinds.Of(who.Role)[0], new())))!;
            foreach (var day in dashboard.Trends.SelectMany(t => t.Days).Where(d => d.Value is not null).TakeLast(40))
            {
                (await ListedAsync(house, who, day.Link)).ShouldBe((int)day.Value!.Value, $"{who.UserName}: {day.Link}");
            }

            dashboard.Trends[0].Days.Sum(d => d.Value ?? 0).ShouldBeGreaterThan(0, who.UserName);
        }
    }

    /// <summary>Each count of the stored days of the demo is the length of the list of that day.</summary>
    private static async Task EachDayIsItsListAsync(House house)
    {
        var viewer = (await PeopleAsync(house)).First(p => p.Role == Role.Viewer);
        await using var db = house.Open(new SystemCall(viewer.TenantId!.Value));
        var (zone, facility) = ((await db.Tenants.SingleAsync()).Zone, (await db.Orders.Select(o => o.FacilityId!.Value).FirstAsync()));
        var today = DayCount.DayOf(house.Clock.Now, zone);
        (Measure Measure, OrderMilestone Milestone)[] pairs =
        [
            (Measures.Received, OrderMilestone.Received), (Measures.SentBack, OrderMilestone.SentBack), (Measures.Approved, OrderMilestone.Approved), (Measures.Forwarded, OrderMilestone.Sent),
            (Measures.Confirmed, OrderMilestone.Confirmed), (Measures.Shipped, OrderMilestone.Shipped), (Measures.Delivered, OrderMilestone.Arrived), (Measures.Denied, OrderMilestone.Denied), (Measures.Cancelled, OrderMilestone.Cancelled),
        ];
        var counted = 0;
        foreach (var (dimension, of) in new[] { (MetricDimension.None, (Guid?)null), (MetricDimension.Facility, facility) })
        {
            foreach (var day in await house.AsAsync<MetricQueries, IReadOnlyList<MetricDay>>(viewer, q => q.DaysAsync(MetricType.Orders, today.AddDays(-9), today, dimension, of ?? Guid.Empty)))
            {
                foreach (var (measure, milestone) in pairs)
                {
                    var list = new OrderFilter { Tab = QueueTab.All, FacilityId = of, Span = OrderSpan.Days(milestone, day.Day, day.Day, zone) };
                    var shown = (int)measure.Of(day.Values)!.Value;
                    (await house.AsAsync<OrderQueries, OrderPage>(viewer, q => q.ListAsync(list))).Total.ShouldBe(shown, $"{measure.Code} on {day.Day}");
                    counted += shown;
                }
            }
        }

        counted.ShouldBeGreaterThan(50);
    }

    private static async Task<IReadOnlyList<UserCall>> PeopleAsync(House house)
    {
        await using var db = house.Open(new BeforeTenantCall());
        var users = await db.Users.Where(u => u.TenantId != null && u.IsActive).OrderBy(u => u.Email).ToListAsync();
        var acme = await db.Tenants.SingleAsync(t => t.Subdomain == "acme");
        List<UserCall> people = [];
        foreach (var user in users.Where(u => u.TenantId == acme.Id))
        {
            people.Add((await house.Services.GetRequiredService<AssignmentQueries>().CallOfAsync(acme.Id, user.Id))!);
        }

        return people;
    }
}
