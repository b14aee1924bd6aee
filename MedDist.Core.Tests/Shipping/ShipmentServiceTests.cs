using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Core.Tests.Shipping;

public sealed class ShipmentServiceTests
{
    [Theory, Databases]
    public async Task Parcels_move_the_order_by_what_is_in_them_and_never_hold_more_than_was_ordered(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world, withMore: true);
        var (two, five) = (order.Items[0].Id, order.Items[1].Id);

        await Parcels.RecordedAsync(house, world, order, Parcels.Ups, "UPS", new RecordLine(five, 2, "L1", "S1", new(2027, 1, 1)), new RecordLine(five, 1, "L2"));
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(PartiallyShipped);

        var tooMany = await Parcels.RecordAsync(house, world.Ashley, order, Parcels.Fedex, "FedEx", new RecordLine(five, 2), new RecordLine(five, 1));
        tooMany.Failure.ShouldBe(ShippingFailures.TooMany("Amnion sheet", 2));
        (await Parcels.RecordAsync(house, world.Ashley, order, Parcels.Fedex, "FedEx", new RecordLine(Guid.NewGuid(), 1))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await Parcels.RecordAsync(house, world.Ashley, order, Parcels.Fedex, "FedEx", new RecordLine(two, 0))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await Parcels.RecordAsync(house, world.Ashley, order, Parcels.Fedex, "FedEx", new RecordLine(two, int.MaxValue), new RecordLine(two, int.MaxValue))).Failure.ShouldBeOfType<Failure.RuleBroken>();

        await Parcels.RecordedAsync(house, world, order, Parcels.Fedex, "FedEx");
        var shipped = await Parcels.ReadAsync(house, world, order);
        (shipped.Status, shipped.ParcelCount).ShouldBe((Shipped, 2));
        var panel = (await house.AsAsync<ShipmentQueries, OrderParcels?>(world.Ashley, q => q.OfOrderAsync(order.Id)))!;
        (panel.Ordered, panel.Left).ShouldBe((7, 0));
        panel.Parcels.Sum(p => p.Lines.Sum(l => l.Quantity)).ShouldBe(7);
        panel.Parcels[0].Lines.ShouldContain(l => l.Lot == "L1" && l.Serial == "S1" && l.ExpiresOn == new DateOnly(2027, 1, 1));
        shipped.Events.OrderBy(e => e.At).ThenBy(e => e.Id).Last().Comment.ShouldNotBeNull().ShouldContain($"FedEx {Parcels.Fedex}");

        // A further box of the same pieces.
        await Parcels.RecordedAsync(house, world, order, Parcels.OtherUps, "UPS");
        (await Parcels.RecordAsync(house, world.Ashley, order, "1ZXX3150YW44070023", "UPS", new RecordLine(two, 1))).Failure.ShouldBe(ShippingFailures.TooMany("Amnion sheet", 0));
    }

    [Theory, Databases]
    public async Task Two_people_who_record_the_same_parcel_at_once_record_it_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        for (var round = 0; round < 3; round++)
        {
            var order = await Parcels.OrderAsync(world);
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RaceAsync(order, Parcels.Ups)));
            results.Count(r => r.Succeeded).ShouldBe(1);
            results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Failure == ShippingFailures.AlreadyRecorded(Parcels.Ups, "Ashley Nguyen"));
            (await Parcels.ReadAsync(house, world, order)).ShouldSatisfyAllConditions(o => o.ParcelCount.ShouldBe(1), o => o.Events.Count(e => e.Action == OrderAction.Ship).ShouldBe(1));
        }

        async Task<Result<Guid>> RaceAsync(Order order, string number)
        {
            await Task.Yield();
            return await Parcels.RecordAsync(house, world.Ashley, order, number);
        }
    }

    [Theory, Databases]
    public async Task Two_people_who_ship_the_last_pieces_at_once_do_not_ship_more_than_was_ordered(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var item = order.Items[0].Id;

        var results = await Task.WhenAll(RaceAsync(Parcels.Ups), RaceAsync(Parcels.OtherUps));

        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Single(r => !r.Succeeded).Failure.ShouldBe(ShippingFailures.TooMany("Amnion sheet", 0));
        await using var db = house.Open(world.System);
        (await db.ShipmentLines.SumAsync(l => l.Quantity)).ShouldBe(2);

        async Task<Result<Guid>> RaceAsync(string number)
        {
            await Task.Yield();
            return await Parcels.RecordAsync(house, world.Ashley, order, number, "UPS", new RecordLine(item, 2));
        }
    }

    [Theory, Databases]
    public async Task A_voided_parcel_gives_its_pieces_back_and_the_order_goes_back_with_the_reason(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var item = order.Items[0].Id;
        var first = await Parcels.RecordedAsync(house, world, order, Parcels.Ups, "UPS", new RecordLine(item, 1));
        var second = await Parcels.RecordedAsync(house, world, order, Parcels.OtherUps);

        (await VoidAsync(second, " ")).Failure.ShouldBeOfType<Failure.Invalid>();
        (await VoidAsync(second, "Wrong order")).Succeeded.ShouldBeTrue();
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(PartiallyShipped);
        (await VoidAsync(second, "again")).Failure.ShouldBe(ShippingFailures.Voided);
        (await VoidAsync(first, "Never left")).Succeeded.ShouldBeTrue();
        var back = await Parcels.ReadAsync(house, world, order);
        (back.Status, back.ParcelCount).ShouldBe((Confirmed, 0));
        back.Events.OrderBy(e => e.At).ThenBy(e => e.Id).Last().ShouldSatisfyAllConditions(e => e.Action.ShouldBe(OrderAction.VoidAllParcels), e => e.Comment.ShouldNotBeNull().ShouldContain("Never left"));

        // The number is free again.
        await Parcels.RecordedAsync(house, world, order, Parcels.Ups);
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(Shipped);

        Task<Result> VoidAsync(Guid id, string reason) => house.AsAsync<ShipmentService, Result>(world.Ashley, s => s.VoidAsync(id, reason));
    }

    [Theory, Databases]
    public async Task A_corrected_number_takes_what_its_carrier_has_told_and_nothing_of_the_wrong_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var id = await Parcels.RecordedAsync(house, world, order, Parcels.Ups);
        await Parcels.TellAsync(house, world, Parcels.Event("a", Parcels.Ups, house.Clock.Now, "Delivered"));
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(Delivered);
        (await Parcels.TellAsync(house, world, Parcels.Event("b", Parcels.Fedex, house.Clock.Now, "IT"), "FedEx")).Unknown.ShouldBe(1);

        (await house.AsAsync<ShipmentService, Result>(world.Ashley, s => s.CorrectAsync(id, new() { Carrier = "FedEx", Number = "9865 7878 8855" }))).Succeeded.ShouldBeTrue();

        var parcel = await Parcels.ParcelAsync(house, world, id);
        (parcel.TrackingNumber, parcel.Carrier, parcel.Status, parcel.Service).ShouldBe((Parcels.Fedex, "FedEx", ShipmentStatus.InTransit, "Express"));
        (await Parcels.ReadAsync(house, world, order)).Status.ShouldBe(Shipped);
    }

    [Theory, Databases]
    public async Task Parcels_are_recorded_between_sending_and_delivery_and_only_by_the_order_desk(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var draft = await world.OrderAsync();
        (await Parcels.RecordAsync(house, world.Ashley, draft)).Failure.ShouldBe(ShippingFailures.NotShippable(PendingReview));

        var order = await Parcels.OrderAsync(world);
        foreach (var role in new[] { Role.Viewer, Role.SalesRep, Role.Provider, Role.FacilityManager })
        {
            var who = world.CallOf(world.Provider, new([world.Organization.Id], [])) with { UserRole = role };
            (await Parcels.RecordAsync(house, who, order)).Failure.ShouldBe(ShippingFailures.NotRecording);
            (await house.AsAsync<ShipmentService, Result>(who, s => s.VoidAsync(Guid.NewGuid(), "x"))).Succeeded.ShouldBeFalse();
        }

        (await Parcels.RecordAsync(house, world.Ashley, order, carrier: "")).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldContain("Carrier");
        (await Parcels.RecordAsync(house, world.Ashley, order, null, "Other")).Succeeded.ShouldBeTrue();
        var neighbour = await World.BuildAsync(house, "bluebird");
        (await Parcels.RecordAsync(house, neighbour.Ashley, order)).Failure.ShouldBe(OrderFailures.NotFound);
        (await house.AsAsync<ShipmentQueries, OrderParcels?>(neighbour.Ashley, q => q.OfOrderAsync(order.Id))).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_problem_brings_the_order_back_into_requires_action_until_it_is_dealt_with(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var id = await Parcels.RecordedAsync(house, world, order);
        await Parcels.TellAsync(house, world, Parcels.Event("x", Parcels.Ups, house.Clock.Now, "Exception"));

        var row = (await house.AsAsync<OrderQueries, OrderPage>(world.Ashley, q => q.ListAsync(new() { Tab = QueueTab.Action }))).Rows.ShouldHaveSingleItem();
        (row.Section, row.NextStep).ShouldBe((QueueSection.RequiresAction, "Fix parcel"));
        row.ShipmentProblem.ShouldNotBeNull().ShouldContain("held up in Louisville, KY");
        await using (var db = house.Open(world.System))
        {
            (await db.Notifications.SingleAsync(n => n.Type == "shipment.problem")).Title.ShouldBe($"{order.OrderNumber}: parcel exception");
        }

        (await CountsAsync()).ShouldBe((1, 1));
        (await house.AsAsync<ShipmentService, Result>(world.Ashley, s => s.SettleAsync(id, "Carrier searches"))).Succeeded.ShouldBeTrue();
        (await house.AsAsync<ShipmentService, Result>(world.Ashley, s => s.SettleAsync(id, "twice"))).Failure.ShouldBe(ShippingFailures.NoProblem);
        (await Parcels.ReadAsync(house, world, order)).Section.ShouldBe(QueueSection.InTransit);
        (await CountsAsync()).ShouldBe((0, 1));

        async Task<(int, int)> CountsAsync()
        {
            var counts = await house.AsAsync<ShipmentQueries, IReadOnlyDictionary<ShipmentTab, int>>(world.Ashley, q => q.CountsAsync(new()));
            foreach (var (tab, count) in counts)
            {
                (await house.AsAsync<ShipmentQueries, ShipmentPage>(world.Ashley, q => q.ListAsync(new() { Tab = tab }))).Rows.Count.ShouldBe(count, tab.ToString());
            }

            return (counts[ShipmentTab.Problems], counts[ShipmentTab.Road]);
        }
    }

    [Theory, Databases]
    public async Task A_parcel_that_no_carrier_has_seen_for_a_day_is_found_by_the_sweep_only_where_events_reach_us(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        await Parcels.RecordedAsync(house, world, order);
        house.Clock.Advance(TimeSpan.FromHours(25));
        (await SweepAsync()).ShouldBe(0);

        await Parcels.TrackAsync(house, world);
        (await SweepAsync()).ShouldBe(1);
        (await Parcels.ReadAsync(house, world, order)).ShipmentProblem.ShouldNotBeNull().ShouldContain("not scanned within 24 hours");
        (await SweepAsync()).ShouldBe(0);

        await Parcels.TellAsync(house, world, Parcels.Event("1", Parcels.Ups, house.Clock.Now, "InTransit"));
        (await Parcels.ReadAsync(house, world, order)).ShipmentProblem.ShouldBeNull();

        Task<int> SweepAsync() => house.AsAsync<ShipmentService, int>(world.System, s => s.RefreshAsync());
    }

    [Theory, Databases]
    public async Task The_lists_of_parcels_come_sorted_from_an_index(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await Parcels.OrderAsync(world);
        var parcels = Enumerable.Range(0, 3000).Select(i =>
        {
            var parcel = new Shipment(order.Id, "UPS", $"1Z{i:0000}");
            parcel.HandOver(house.Clock.Now.AddMinutes(-i));
            if (i % 40 != 0)
            {
                parcel.Deliver(house.Clock.Now);
                parcel.Receive(house.Clock.Now);
            }

            return parcel;
        }).ToList();
        await house.AddAsync(world.Id, [.. parcels]);
        await using var db = house.Open(world.Ashley);
        foreach (var list in new[] { db.Shipments.Where(s => s.Stage == ShipmentStage.OnTheRoad), db.Shipments.Where(s => s.Problem != null), db.Shipments })
        {
            (await QueryPlan.OfAsync(db, list.OrderByDescending(s => s.ShippedAt).ThenByDescending(s => s.Id).Take(50).Select(s => new { s.Id, s.Carrier }))).ShouldSatisfyAllConditions(
                plan => plan.ShouldContain("IX_Shipments_TenantId_"), plan => plan.ShouldNotContain("SCAN Shipments"), plan => plan.ShouldNotContain("Seq Scan on \"Shipments\""));
        }
    }
}
