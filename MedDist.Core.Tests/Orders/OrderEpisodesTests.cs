using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderEpisodesTests
{
    private static readonly DateOnly Day = new(2026, 6, 22);

    [Theory, Databases]
    public async Task Groups_stand_by_their_most_urgent_order_with_all_their_orders_and_pages_do_not_overlap(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var recipients = Enumerable.Range(1, 5).Select(i => new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-9{i}", FirstName = $"Pat{i}", LastName = "Test" }).ToList();
        await house.AddAsync(world.Id, [.. recipients]);
        foreach (var (recipient, i) in recipients.Select((r, i) => (r, i)))
        {
            await world.OrderAsync(world.Draft(Day.AddDays(60 + i), recipient: recipient));
            await world.OrderAsync(world.Draft(Day.AddDays(42 - (7 * i)), recipient: recipient), Submit, Approve);
        }

        await world.OrderAsync(world.Draft(Day.AddDays(1), recipient: recipients[0]), Submit, Deny);
        var filter = new OrderFilter { Group = OrderGroup.Episode, Take = 2 };
        var pages = new List<OrderPage>();
        for (var skip = 0; skip < 6; skip += 2)
        {
            pages.Add(await ListAsync(house, world.Ashley, filter with { Skip = skip }));
        }

        pages.SelectMany(p => p.Episodes!).Select(e => e.Key.RecipientId).ShouldBe(recipients.AsEnumerable().Reverse().Select(r => (Guid?)r.Id));
        pages.ShouldAllBe(p => p.Total == 10 && p.Pageable == 5);
        pages.SelectMany(p => p.Rows).DistinctBy(r => r.Id).Count().ShouldBe(10);
        pages[0].Episodes![0].ShouldSatisfyAllConditions(
            e => e.Orders.ShouldBe(2), e => e.Urgent.Status.ShouldBe(OrderStatus.Approved), e => e.Urgent.RecipientName.ShouldBe("Pat5 Test"), e => e.Urgent.ManufacturerName.ShouldBe("Corvane Biologics"));
        pages[0].Rows.Select(r => r.Episode).ShouldBe(pages[0].Episodes!.SelectMany(e => Enumerable.Repeat(e.Key, e.Orders)));
        var byNumber = await ListAsync(house, world.Ashley, filter with { Sort = OrderSort.Number, Take = 50 });
        byNumber.Episodes!.Select(e => e.Key).ShouldBe(pages.SelectMany(p => p.Episodes!).Select(e => e.Key));
        byNumber.Rows.Chunk(2).ShouldAllBe(pair => string.CompareOrdinal(pair[0].OrderNumber, pair[1].OrderNumber) < 0);
        (await ListAsync(house, world.CallOf(Role.Viewer), filter)).Episodes![0].Urgent.RecipientName.ShouldBe("P••• T•••");
    }

    [Theory, Databases]
    public async Task A_group_is_of_one_recipient_and_one_manufacturer_and_shows_the_worst_light_with_its_sentence(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        var other = new Manufacturer { Name = "Second maker", Contacts = [] };
        var jane = new Recipient { Type = RecipientType.Patient, Identifier = "MRN-3", FirstName = "Joan", LastName = "Third" };
        await house.AddAsync(world.Id, other, jane);
        await world.VerifiedAsync(new(2025, 7, 1));
        await world.OrderAsync(world.Draft(new(2026, 6, 24)));
        var late = await world.OrderAsync(world.Draft(new(2026, 9, 1)));
        await world.OrderAsync(Elsewhere(world, other, world.Recipient));
        await world.OrderAsync(Elsewhere(world, other, jane));

        var page = await ListAsync(house, world.Ashley, new() { Group = OrderGroup.Episode });

        page.Episodes!.Count.ShouldBe(3);
        var corvane = page.Episodes!.Single(e => e.Key.ManufacturerId == world.Manufacturer.Id);
        (corvane.Orders, corvane.Urgent.IvrState, corvane.Ivr.Id).ShouldBe((2, IvrState.Valid, late.Id));
        corvane.Ivr.IvrSentence.ShouldBe(late.IvrSentence);
        corvane.Ivr.IvrState.ShouldNotBe(IvrState.Valid);
    }

    [Theory, Databases]
    public async Task Groups_of_an_open_tab_do_not_read_the_finished_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var orders = Enumerable.Range(0, 3000).Select(i => world.Draft(Day.AddDays(i % 90))).ToList();
        foreach (var (order, i) in orders.Select((o, i) => (o, i)))
        {
            order.Apply(new MoveOrder(Submit), world.Ashley, house.Clock.Now);
            if (i % 50 != 0)
            {
                order.Apply(new MoveOrder(Deny) { Reason = "not covered" }, world.Ashley, house.Clock.Now);
            }
        }

        await house.AddAsync(world.Id, [.. orders]);
        await using var db = house.Open(world.Ashley);
        var plan = await QueryPlan.OfAsync(db, OrderQueries.EpisodesOf(db, new()).Take(50));
        plan.ShouldContain("IX_Orders_TenantId_Section");
        plan.ShouldNotContain("SCAN Orders");
        plan.ShouldNotContain("Seq Scan on \"Orders\"");

        // Seen to fail: over all orders there is no such index to use.
        (await QueryPlan.OfAsync(db, OrderQueries.EpisodesOf(db, new() { Tab = QueueTab.All }).Take(50))).ShouldNotContain("IX_Orders_TenantId_Section");
    }

    private static Order Elsewhere(World world, Manufacturer maker, Recipient recipient)
    {
        var order = new Order
        {
            OrderNumber = $"X-{maker.Name.Length}-{recipient.Identifier}",
            OrganizationId = world.Organization.Id,
            FacilityId = world.Facility.Id,
            ProviderId = world.Provider.Id,
            RecipientId = recipient.Id,
            RecipientName = recipient.FullName,
            ManufacturerId = maker.Id,
            ServiceDate = Day,
            RequestedDeliveryDate = Day.AddDays(-1),
            CreatedByUserId = world.Provider.Id,
        };
        order.AddItem(new OrderItem { ProductId = world.Product.Id, Quantity = 1 });
        return order;
    }

    private static Task<OrderPage> ListAsync(House house, Core.Kernel.ICallContext who, OrderFilter filter) => house.AsAsync<OrderQueries, OrderPage>(who, q => q.ListAsync(filter));
}
