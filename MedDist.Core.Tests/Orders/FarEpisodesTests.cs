using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class FarEpisodesTests
{
    private const string OfGroups = "IX_Orders_RecipientId_ManufacturerId_TenantId_QueuePosition_Id";

    private static readonly DateOnly Day = new(2026, 6, 22);

    [Theory, Databases]
    public async Task Groups_of_all_and_of_finished_orders_are_those_that_reading_the_whole_list_would_make(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var orders = await ManyAsync(house, world, recipients: 40, orders: 400);
        OrderFilter[] filters = [new(), new() { Search = "pat1" }, new() { ManufacturerId = world.Manufacturer.Id }, new() { RushOnly = true }];
        foreach (var filter in filters.SelectMany(f => QueueCounts.Far.Select(tab => f with { Tab = tab, Group = OrderGroup.Episode, Take = 7 })))
        {
            var all = await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter with { Group = OrderGroup.None, Take = 200 }));
            var expected = (await AllRowsAsync(house, world, filter)).GroupBy(r => r.Episode).ToList();
            List<OrderPage> pages = [];
            for (var skip = 0; skip < expected.Count + 7; skip += 7)
            {
                pages.Add(await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter with { Skip = skip })));
            }

            pages.SelectMany(p => p.Episodes!).Select(e => e.Key).ShouldBe(expected.Select(g => g.Key), $"{filter}");
            pages.SelectMany(p => p.Rows).Select(r => r.Id).ShouldBe(expected.SelectMany(g => g).Select(r => r.Id), $"{filter}");
            pages.ShouldAllBe(p => p.Total == all.Total && p.Pageable == expected.Count && p.IsCounted);
            pages[^1].Rows.ShouldBeEmpty("behind the end the pager still learns how many there are");
        }

        orders.Count(o => o.Section == QueueSection.Done).ShouldBeInRange(100, 300);
    }

    [Theory, Databases]
    public async Task A_page_of_groups_walks_the_lists_own_index_and_steps_into_that_of_its_groups_alone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await ManyAsync(house, world, recipients: 1200, orders: 4000);

        // As at the start of the application.
        await house.Services.GetRequiredService<DatabaseStartup>().AnalyseAsync();
        await using var db = house.Open(world.Ashley);
        foreach (var tab in QueueCounts.Far)
        {
            var filter = new OrderFilter { Tab = tab };
            var index = tab == QueueTab.Done ? "IX_Orders_TenantId_Section_QueuePosition_Id" : "IX_Orders_TenantId_QueuePosition_Id";
            var heads = await QueryPlan.OfAsync(db, OrderQueries.EpisodeHeadsOf(db, filter).Take(51).Select(o => o.Id));
            heads.ShouldContain(index, Case.Sensitive, heads);
            heads.ShouldContain(OfGroups, Case.Sensitive, heads);
            ShouldReadNoMore(heads);
            heads.ShouldNotContain("Sort", Case.Sensitive, heads);
            heads.ShouldNotContain("FOR ORDER BY", Case.Sensitive, heads);

            var ids = await OrderQueries.EpisodeHeadsOf(db, filter).Take(50).Select(o => o.Id).ToListAsync();
            var page = await QueryPlan.OfAsync(db, OrderQueries.OfTheEpisodesOf(db, filter, ids));
            page.ShouldContain(OfGroups, Case.Sensitive, page);
            page.ShouldNotContain(index, Case.Sensitive, page);
            ShouldReadNoMore(page);
        }

        // Seen to fail: gathering all of them reads and sorts the whole list.
        var all = await QueryPlan.OfAsync(db, OrderQueries.EpisodesOf(db, new() { Tab = QueueTab.All }).Take(50));
        Should.Throw<ShouldAssertException>(() => ShouldReadNoMore(all));

        static void ShouldReadNoMore(string plan)
        {
            foreach (var whole in new[] { "Seq Scan on \"Orders\"", "Aggregate", "GROUP BY" })
            {
                plan.ShouldNotContain(whole, Case.Sensitive, plan);
            }
        }
    }

    [Theory, Databases]
    public async Task A_page_of_groups_is_asked_for_with_as_many_questions_whatever_the_list_holds(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await ManyAsync(house, world, recipients: 5, orders: 10);
        var few = await AskedAsync();
        few.ShouldBeLessThanOrEqualTo(5);
        await ManyAsync(house, world, recipients: 60, orders: 300);
        (await AskedAsync()).ShouldBe(few);

        Task<int> AskedAsync() => SqlCount.OfAsync(() => house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(new() { Tab = QueueTab.All, Group = OrderGroup.Episode })));
    }

    private static async Task<List<OrderRow>> AllRowsAsync(House house, World world, OrderFilter filter)
    {
        List<OrderRow> rows = [];
        for (var skip = 0; ; skip += OrderFilter.MaxPageSize)
        {
            var page = await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter with { Group = OrderGroup.None, Skip = skip, Take = OrderFilter.MaxPageSize }));
            rows.AddRange(page.Rows);
            if (page.Rows.Count < OrderFilter.MaxPageSize)
            {
                return rows;
            }
        }
    }

    /// <summary>Orders of many recipients from two manufacturers, half of them finished, several at one place of the queue.</summary>
    private static async Task<List<Order>> ManyAsync(House house, World world, int recipients, int orders)
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var other = new Manufacturer { Name = $"Second maker {mark}", Contacts = [] };
        var people = Enumerable.Range(0, recipients).Select(i => new Recipient { Type = RecipientType.Patient, Identifier = $"{mark}-{i}", FirstName = $"Pat{i}", LastName = "Test" }).ToList();
        await house.AddAsync(world.Id, [other, .. people]);
        var made = Enumerable.Range(0, orders).Select(i => Made(house, world, i % 3 == 0 ? other : world.Manufacturer, people[i * 7 % recipients], $"{mark}-{i}", i)).ToList();
        await house.AddAsync(world.Id, [.. made]);
        return made;
    }

    private static Order Made(House house, World world, Manufacturer maker, Recipient recipient, string number, int i)
    {
        var order = new Order
        {
            OrderNumber = number,
            Type = i % 11 == 0 ? OrderType.Rush : OrderType.Standard,
            OrganizationId = world.Organization.Id,
            FacilityId = world.Facility.Id,
            ProviderId = world.Provider.Id,
            RecipientId = recipient.Id,
            RecipientName = recipient.FullName,
            ManufacturerId = maker.Id,
            ServiceDate = Day.AddDays(i * 13 % 45),
            RequestedDeliveryDate = Day.AddDays((i * 13 % 45) - 1),
            CreatedByUserId = world.Provider.Id,
        };
        order.AddItem(new OrderItem { ProductId = world.Product.Id, Quantity = 1 });
        order.Apply(new MoveOrder(Submit), world.Ashley, house.Clock.Now).Succeeded.ShouldBeTrue();
        if (i % 2 == 0)
        {
            order.Apply(new MoveOrder(Deny) { Reason = "not covered" }, world.Ashley, house.Clock.Now).Succeeded.ShouldBeTrue();
        }

        return order;
    }
}
