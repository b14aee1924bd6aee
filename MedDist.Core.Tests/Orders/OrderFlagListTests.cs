using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;
using static MedDist.Core.Tests.Orders.FlagDesk;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderFlagListTests
{
    [Theory, Databases]
    public async Task Lists_filter_by_flag_and_count_them(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr with { Documents = null });
        var john = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-2", FirstName = "John", LastName = "Roe" };
        await house.AddAsync(world.Id, john);
        await world.VerifiedAsync(new(2026, 2, 3));
        await world.OrderAsync();
        var missing = await world.OrderAsync(world.Draft(recipient: john));
        var denied = await world.OrderAsync(world.Draft(new(2026, 8, 22), recipient: john), Submit, Deny);

        var filter = new OrderFilter { Tab = QueueTab.All, Flag = "ivr.missing" };
        (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter))).Rows.ShouldHaveSingleItem().Id.ShouldBe(missing.Id);
        (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(filter with { Flag = "ivr.miss" }))).Total.ShouldBe(0);
        (await house.AsAsync<OrderQueries, QueueCounts>(world.Ashley, q => q.CountsAsync(filter)))[QueueTab.All].ShouldBe(1);
        var counts = await house.AsAsync<OrderFlagQueries, IReadOnlyList<FlagCount>>(world.Ashley, q => q.CountsAsync(filter));
        counts.ToDictionary(c => c.Kind.Code, c => c.Orders).ShouldSatisfyAllConditions(c => c["ivr.missing"].ShouldBe(1), c => c[Always].ShouldBe(2), c => c["pa.needed"].ShouldBe(0));
        counts.Select(c => c.Kind.Severity).ShouldBeInOrder();
        denied.Flags.ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Who_is_limited_to_assignments_reads_nothing_of_other_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var annex = new Facility { OrganizationId = world.Organization.Id, Name = "Annex" };
        await house.AddAsync(world.Id, annex);
        var hidden = await world.OrderAsync(world.Draft(facility: annex));
        var order = await world.OrderAsync();
        (await RowAsync(house, world, order)).Flags.ShouldContain(f => f.OrderId == hidden.Id);

        var office = world.CallOf(world.Provider, new([], [world.Facility.Id])) with { UserRole = Role.FacilityManager };
        var seen = await house.AsAsync<OrderQueries, OrderRow?>(office, q => q.FindAsync(order.Id));
        seen!.Flags.ShouldHaveSingleItem().Code.ShouldBe(Always);
    }

    [Theory, Databases]
    public async Task Under_a_flag_filter_the_first_page_still_comes_from_the_queues_index(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var orders = Enumerable.Range(0, 3000).Select(i => world.Draft(new DateOnly(2026, 6, 22).AddDays(i % 90))).ToList();
        foreach (var (order, i) in orders.Select((o, i) => (o, i)))
        {
            order.Apply(new MoveOrder(Submit) { Reason = "by phone" }, world.Ashley, house.Clock.Now);
            order.SetFlags(i % 5 == 0 ? [new("ivr.missing", FlagSeverity.Blocks, "IVR missing", "Missing.", true)] : []);
            if (i % 30 > 0)
            {
                order.Apply(new MoveOrder(Deny) { Reason = "no" }, world.Ashley, house.Clock.Now);
            }
        }

        await house.AddAsync(world.Id, [.. orders]);
        await using var db = house.Open(world.Ashley);
        foreach (var tab in new[] { QueueTab.Action, QueueTab.All })
        {
            var page = OrderQueries.Matching(db, new() { Tab = tab, Flag = "ivr.missing" }).OrderBy(o => o.QueuePosition).ThenBy(o => o.Id).Take(50).Select(o => new { o.Id, o.OrderNumber });
            (await QueryPlan.OfAsync(db, page)).ShouldSatisfyAllConditions(
                plan => plan.ShouldContain("IX_Orders_TenantId_"), plan => plan.ShouldNotContain("SCAN Orders"), plan => plan.ShouldNotContain("Seq Scan on \"Orders\""));
        }
    }

    [Fact]
    public async Task A_new_area_adds_a_flag_by_a_class_and_a_line_and_every_list_shows_it()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, more: s => s.AddOrderFlag<PlantedFlag>());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync();

        (await RowAsync(house, world, order)).Flags[0].ShouldBe(new OrderFlag("planted.cold", FlagSeverity.Blocks, "Cold chain", "Read for 1 order at once.", true));
        (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(new() { Flag = "planted.cold" }))).Total.ShouldBe(1);
        (await house.AsAsync<OrderFlagQueries, IReadOnlyList<FlagCount>>(world.Ashley, q => q.CountsAsync(new())))[0].ShouldBe(new FlagCount(new("planted.cold", FlagSeverity.Blocks, "Cold chain"), 1));
    }

    [Fact]
    public async Task Every_rule_of_the_product_is_registered_with_a_code_that_addresses_can_carry()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var rules = house.Services.GetRequiredService<OrderFlags>().Rules;
        rules.Select(r => r.GetType()).ShouldBe(typeof(IOrderFlagRule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IOrderFlagRule)) && !t.IsAbstract && !t.IsInterface), ignoreOrder: true);
        foreach (var kind in rules.Select(r => r.Kind))
        {
            QueueAddress.Read(new Uri("http://x" + new QueueAddress(new OrderFilter { Flag = kind.Code }).Write())).Filter.Flag.ShouldBe(kind.Code);
            kind.Label.Length.ShouldBeInRange(4, 24);
        }

        Should.Throw<InvalidOperationException>(() => new OrderFlags([new PlantedFlag(), new PlantedFlag()]));
    }

    [Theory, Databases]
    public async Task Refreshing_a_batch_asks_no_more_often_than_refreshing_one_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, more: s => s.AddSingleton<IInterceptor>(CommandCounter.Instance));
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        await world.VerifiedAsync(new(2026, 2, 3));
        List<Order> orders = [];
        for (var i = 0; i < 12; i++)
        {
            var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-{i}", FirstName = "Jane", LastName = $"Number{i}" };
            await house.AddAsync(world.Id, recipient);
            orders.Add(await world.OrderAsync(world.Draft(recipient: recipient)));
        }

        var one = await QueriesAsync(orders[..1]);
        one.ShouldBeInRange(5, 15);
        (await QueriesAsync(orders)).ShouldBe(one);

        Task<int> QueriesAsync(List<Order> batch) => CommandCounter.OfAsync(() => house.AsAsync<OrderFactService, bool>(world.System, async facts =>
        {
            await using var db = house.Open(world.System);
            await facts.RefreshAsync(db, batch, default);
            return true;
        }));
    }

    private sealed class PlantedFlag : IOrderFlagRule
    {
        public FlagKind Kind { get; } = new("planted.cold", FlagSeverity.Blocks, "Cold chain");

        public FlagReason? Judge(Order order, OrderSurroundings around) => around.More.Find<Read>() is { } read ? $"Read for {read.Orders} order at once." : null;

        public async Task ReadAsync(MedDistDbContext db, IReadOnlyList<Order> orders, FlagFacts facts, CancellationToken cancel) =>
            facts.Keep(new Read(orders.Count + await db.Shipments.CountAsync(cancel)));

        private sealed record Read(int Orders);
    }
}
