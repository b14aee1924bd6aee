using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderEditingTests
{
    [Theory, Databases]
    public async Task Two_editors_of_different_fields_both_have_their_way_and_the_second_hears_of_the_first(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();
        var seen = await FieldsAsync(house, world, order);

        (await SaveAsync(house, ben, order, seen, seen with { DeliveryInstructions = "Ring twice", WoundLength = 5m })).Written.Count.ShouldBe(2);
        var mine = await SaveAsync(house, world.Ashley, order, seen, seen with { DeliverBy = new(2026, 6, 19), InternalNotes = "Called them" });

        mine.IsSaved.ShouldBeTrue();
        mine.AlsoChanged.Select(c => (c.What.Label, c.Who)).ShouldBe([("Delivery instructions", "Ben Ortiz"), ("Wound length", "Ben Ortiz")]);
        (await FieldsAsync(house, world, order)).ShouldSatisfyAllConditions(
            f => f.DeliverBy.ShouldBe(new(2026, 6, 19)), f => f.InternalNotes.ShouldBe("Called them"), f => f.DeliveryInstructions.ShouldBe("Ring twice"), f => f.WoundLength.ShouldBe(5m));
    }

    [Theory, Databases]
    public async Task Of_two_editors_of_one_field_the_second_chooses_and_nothing_is_lost(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();
        var seen = await FieldsAsync(house, world, order);
        await SaveAsync(house, ben, order, seen, seen with { DeliverBy = new(2026, 6, 18) });
        var wanted = seen with { DeliverBy = new(2026, 6, 17), Notes = "Ring twice" };

        var met = await SaveAsync(house, world.Ashley, order, seen, wanted);

        met.IsSaved.ShouldBeFalse();
        var conflict = met.Conflicts.ShouldHaveSingleItem();
        (conflict.What.Label, conflict.What.Original, conflict.What.Mine, conflict.What.Theirs, conflict.Who)
            .ShouldBe(("Deliver by", new DateOnly(2026, 6, 21), new DateOnly(2026, 6, 17), new DateOnly(2026, 6, 18), "Ben Ortiz"));
        (await FieldsAsync(house, world, order)).ShouldSatisfyAllConditions(f => f.DeliverBy.ShouldBe(new(2026, 6, 18)), f => f.Notes.ShouldBe("Leave at the desk"));

        var again = OrderMerge.Resolve(new(seen, wanted), met.Stored, _ => ConflictChoice.Mine);
        (await SaveAsync(house, world.Ashley, order, again.Original, again.Mine)).IsSaved.ShouldBeTrue();
        (await FieldsAsync(house, world, order)).ShouldSatisfyAllConditions(f => f.DeliverBy.ShouldBe(new(2026, 6, 17)), f => f.Notes.ShouldBe("Ring twice"));
    }

    [Theory, Databases]
    public async Task An_edit_and_an_approval_that_saw_each_others_order_do_not_both_pass_unseen(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();
        var seen = await FieldsAsync(house, world, order);
        await SaveAsync(house, ben, order, seen, seen with { Items = [seen.Items[0] with { Quantity = 20 }] });

        var refused = (await MoveAsync(new(Approve) { SeenVersion = 0 })).Failure.ShouldBeOfType<Failure.Stale>();
        refused.Message.ShouldBe("Ben Ortiz changed quantity of Amnion sheet while you were looking at this order. Look at the new state and try again.");
        (await MoveAsync(new(Approve) { SeenVersion = 1 })).Succeeded.ShouldBeTrue();
        (await MoveAsync(new(SendBack) { SeenVersion = 1, Reason = "no" })).Failure!.Message.ShouldStartWith("Ashley Nguyen was faster; the order is now approved.");

        Task<Result> MoveAsync(MoveOrder move) => house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, move));
    }

    [Theory, Databases]
    public async Task A_note_and_a_claim_keep_nobody_from_deciding(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        var order = await world.OrderAsync();
        var seen = await FieldsAsync(house, world, order);
        await SaveAsync(house, ben, order, seen, seen with { InternalNotes = "Ask Dana" });
        await house.AsAsync<OrderClaims, Result>(ben, c => c.AssignAsync(order.Id, new(ben.UserId, null)));

        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(Approve) { SeenVersion = 0 }))).Succeeded.ShouldBeTrue();
        (await house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(world.Ashley, s => s.ForwardAsync(order.Id, 3))).Succeeded.ShouldBeTrue();
        var locked = await house.AsAsync<OrderEditing, Result<OrderEditOutcome>>(ben, e => e.SaveAsync(order.Id, new(seen, seen with { ServiceDate = new(2026, 6, 25) })));
        locked.Failure.ShouldBeOfType<Failure.RuleBroken>().ShouldSatisfyAllConditions(f => f.Rule.ShouldBe(OrderFailures.FieldLockedRule), f => f.Message.ShouldContain("leaving for the manufacturer"));
        (await FieldsAsync(house, world, order)).ServiceDate.ShouldBe(new(2026, 6, 22));
    }

    [Theory, Databases]
    public async Task Decisions_race_edits_of_notes_without_a_loss(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, ben) = await DeskAsync(house);
        for (var round = 0; round < 5; round++)
        {
            var order = await world.OrderAsync();
            var seen = await FieldsAsync(house, world, order);
            var edit = Later(() => SaveAsync(house, ben, order, seen, seen with { InternalNotes = $"Round {round}" }));
            var approval = Later(() => house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(Approve) { SeenVersion = 0 })));

            (await edit).IsSaved.ShouldBeTrue();
            (await approval).Succeeded.ShouldBeTrue();
            await using var db = house.Open(world.System);
            var now = await db.Orders.SingleAsync(o => o.Id == order.Id);
            (now.Status, now.InternalNotes).ShouldBe((OrderStatus.Approved, $"Round {round}"));
        }
    }

    [Fact]
    public async Task Twenty_editors_at_once_lose_nothing_on_PostgreSQL()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Postgres);
        var (world, ben) = await DeskAsync(house);
        var draft = world.Draft();
        for (var i = 1; i < 20; i++)
        {
            draft.AddItem(new OrderItem { ProductId = world.Product.Id, Quantity = 1 });
        }

        var order = await world.OrderAsync(draft);
        var seen = await FieldsAsync(house, world, order);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Later(() =>
            SaveAsync(house, i % 2 == 0 ? ben : world.Ashley, order, seen, seen with { Items = [.. seen.Items.Select((l, n) => n == i ? l with { Quantity = 100 + i } : l)] }))));

        outcomes.ShouldAllBe(o => o.IsSaved);
        (await FieldsAsync(house, world, order)).Items.Select(l => l.Quantity).ShouldBe(Enumerable.Range(100, 20));
        await using var db = house.Open(world.System);
        (await db.OrderRevisions.CountAsync(r => r.OrderId == order.Id)).ShouldBe(20);
        (await db.Orders.Where(o => o.Id == order.Id).Select(o => o.Version).SingleAsync()).ShouldBe(20);
    }

    [Theory, Databases]
    public async Task An_edit_refreshes_the_stored_facts_and_is_logged_without_phi(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, _) = await DeskAsync(house);
        var order = await world.OrderAsync();
        var seen = await FieldsAsync(house, world, order);

        await SaveAsync(house, world.Ashley, order, seen, seen with { DeliverBy = new(2026, 6, 18), Diagnosis = "E11.622", Notes = "Mrs. Public moved" });

        await using var db = house.Open(world.System);
        var now = await db.Orders.SingleAsync(o => o.Id == order.Id);
        DayCount.DayOf(now.SendBy!.Value, world.Tenant.Zone).ShouldBe(new(2026, 6, 16));
        var log = (await db.ActivityLogs.Where(l => l.EntityId == order.Id && l.Action == "Order.Modified").ToListAsync()).ShouldHaveSingleItem().Changes;
        log.Single(c => c.Field == "RequestedDeliveryDate").ShouldBe(new("RequestedDeliveryDate", "06/21/2026", "06/18/2026"));
        log.Where(c => c.Field is "Notes" or "Intake.DiagnosisCodes").ShouldAllBe(c => c.After == "•••");
        log.Count(c => c.Field is "Notes" or "Intake.DiagnosisCodes").ShouldBe(2);
        (await db.OrderRevisions.SingleAsync(r => r.OrderId == order.Id)).Fields.Select(f => (f.Label, f.Before, f.After))
            .ShouldBe([("Deliver by", "21 Jun 2026", "18 Jun 2026"), ("Notes", "Leave at the desk", "Mrs. Public moved"), ("Diagnosis", "E11.621, L97.411", "E11.622")]);
    }

    [Theory, Databases]
    public async Task Items_are_added_changed_and_removed_with_their_prices(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, _) = await DeskAsync(house);
        var gel = new Product { ManufacturerId = world.Manufacturer.Id, Name = "Gel", Type = ProductType.Device, Specifications = new("each", [new("small", 10m), new("large", 30m)]), Pricing = new(5m) };
        var foreign = new Product { Name = "Foreign", Type = ProductType.Device };
        await house.AddAsync(world.Id, gel, foreign);
        var order = await world.OrderAsync();
        var seen = await FieldsAsync(house, world, order);
        var line = new OrderLine(Guid.CreateVersion7(), gel.Id, "Gel", 3, "large");

        await SaveAsync(house, world.Ashley, order, seen, seen with { Items = [line] });

        await using var db = house.Open(world.System);
        var item = await db.OrderItems.SingleAsync(i => i.OrderId == order.Id);
        (item.Id, item.Quantity, item.Size, item.UnitPrice).ShouldBe((line.Id, 3, "large", 30m));
        var stored = await FieldsAsync(house, world, order);
        (await EditAsync(house, world.Ashley, order, stored, stored with { Items = [] })).Failure.ShouldBe(OrderFailures.LastItem);
        (await EditAsync(house, world.Ashley, order, stored, stored with { Items = [line, new(Guid.CreateVersion7(), foreign.Id, "Foreign", 1, null)] })).Failure.ShouldBe(OrderFailures.WrongProduct);
        (await EditAsync(house, world.Ashley, order, stored, stored with { DeliverBy = null })).Failure.ShouldBe(OrderFailures.DeliveryDateMissing);
    }

    [Theory, Databases]
    public async Task An_approval_falls_when_an_edit_takes_its_ivr_away(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, _) = await DeskAsync(house, new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        await world.VerifiedAsync(new(2025, 7, 1));
        var order = await world.OrderAsync(null, Submit);
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(Approve)))).Succeeded.ShouldBeTrue();
        var seen = await FieldsAsync(house, world, order);

        (await SaveAsync(house, world.Ashley, order, seen, seen with { ServiceDate = new(2026, 6, 25) })).ApprovalLost.ShouldBeFalse();
        seen = await FieldsAsync(house, world, order);
        (await SaveAsync(house, world.Ashley, order, seen, seen with { ServiceDate = new(2026, 7, 10) })).ApprovalLost.ShouldBeTrue();

        await using var db = house.Open(world.System);
        var now = await db.Orders.Include(o => o.Events).SingleAsync(o => o.Id == order.Id);
        now.Status.ShouldBe(OrderStatus.PendingReview);
        now.Events.Single(e => e.Action == WithdrawApproval).Comment!.ShouldContain("does not cover the service date 10 Jul 2026");
    }

    [Theory, Databases]
    public async Task Untidy_texts_from_elsewhere_are_no_change_of_anybodys(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, _) = await DeskAsync(house);
        var order = new Order { OrderNumber = "ORD-X", Notes = " Ring twice ", RecipientId = world.Recipient.Id, ManufacturerId = world.Manufacturer.Id, CreatedByUserId = world.Coordinator.Id, Intake = new() { DiagnosisCodes = ["e11.621"] } };
        order.AddItem(new OrderItem { ProductId = world.Product.Id, Quantity = 1 });
        await house.AddAsync(world.Id, order);
        var seen = await FieldsAsync(house, world, order);

        var saved = await SaveAsync(house, world.Ashley, order, seen, seen with { Notes = "Ring once" });

        (saved.Written.Count, saved.AlsoChanged.Count, saved.Conflicts.Count).ShouldBe((1, 0, 0));
    }

    [Theory, Databases]
    public async Task Dates_are_changed_by_the_same_rules(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (world, _) = await DeskAsync(house);
        var order = await world.OrderAsync();

        (await DatesAsync(world.Ashley, null, new(2026, 6, 18))).Succeeded.ShouldBeTrue();
        (await DatesAsync(world.Ashley, new(2026, 6, 30), null)).Succeeded.ShouldBeTrue();
        (await FieldsAsync(house, world, order)).ShouldSatisfyAllConditions(f => f.DeliverBy.ShouldBe(new(2026, 6, 18)), f => f.ServiceDate.ShouldBe(new(2026, 6, 30)));
        (await DatesAsync(world.Ashley, null, new(2026, 7, 1))).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldBe(["DeliverBy"]);
        (await DatesAsync(world.CallOf(Role.Provider), null, new(2026, 6, 17))).Failure.ShouldBe(OrderFailures.NotEditing);
        var other = await World.BuildAsync(house, "other");
        (await DatesAsync(other.Ashley, null, new(2026, 6, 17))).Failure.ShouldBe(OrderFailures.NotFound);

        Task<Result> DatesAsync(ICallContext who, DateOnly? service, DateOnly? deliver) => house.AsAsync<OrderEditing, Result>(who, e => e.ChangeDatesAsync(order.Id, service, deliver));
    }

    private static async Task<T> Later<T>(Func<Task<T>> work)
    {
        await Task.Yield();
        return await work();
    }

    private static async Task<(World World, UserCall Ben)> DeskAsync(House house, params VerificationRequirement[] requires)
    {
        var desk = await Desk.BuildAsync(house, requires);
        return (desk.World, desk.Ben);
    }

    private static async Task<OrderFields> FieldsAsync(House house, World world, Order order)
    {
        await using var db = house.Open(world.System);
        return OrderFields.Of(await db.Orders.AsNoTracking().Include(o => o.Items).ThenInclude(i => i.Product).SingleAsync(o => o.Id == order.Id));
    }

    private static Task<Result<OrderEditOutcome>> EditAsync(House house, ICallContext who, Order order, OrderFields original, OrderFields mine) =>
        house.AsAsync<OrderEditing, Result<OrderEditOutcome>>(who, e => e.SaveAsync(order.Id, new(original, mine)));

    private static async Task<OrderEditOutcome> SaveAsync(House house, ICallContext who, Order order, OrderFields original, OrderFields mine)
    {
        var result = await EditAsync(house, who, order, original, mine);
        result.Failure?.Message.ShouldBeNull();
        return result.Value!;
    }
}
