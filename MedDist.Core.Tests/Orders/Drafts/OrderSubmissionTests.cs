using MedDist.Core.Catalog;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class OrderSubmissionTests
{
    [Theory, Databases]
    public async Task A_form_becomes_an_order_in_the_queue_with_all_it_held_and_the_coordinator_hears_of_it(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, form) = (Guid.CreateVersion7(), desk.Filled(newPatient: true) with { SnfStatus = true, SnfDays = 12, Notes = "Ring twice" });
        await desk.SaveAsync(id, 0, new(), form);

        var submitted = (await desk.SubmitAsync(id, 1)).Value!.Single();
        submitted.Number.ShouldBe(OrderNumbers.First);

        await using var db = house.Open(desk.World.Ashley);
        var order = await db.SubmittedOrders().Include(o => o.Items).Include(o => o.Events).Include(o => o.Recipient).SingleAsync();
        (order.Status, order.Section, order.ProviderId, order.ServiceDate, order.Notes).ShouldBe((OrderStatus.PendingReview, QueueSection.RequiresAction, desk.World.Provider.Id, form.ServiceDate, "Ring twice"));
        (order.Recipient!.FullName, order.RecipientName, order.Intake.SnfDays, order.Intake.Wound!.AreaCm2).ShouldBe(("Walter Finch", "Walter Finch", 12, 13.02m));
        order.Items.Single().Quantity.ShouldBe(2);
        order.SendBy.ShouldNotBeNull();
        order.Events.Single().Comment!.ShouldContain("medically necessary");
        (await db.CoveragePolicies.SingleAsync()).PolicyNumber.ShouldBe("1EG4TE5MK73");
        (await db.Notifications.SingleAsync(n => n.UserId == desk.World.Coordinator.Id)).Title.ShouldBe($"{order.OrderNumber}: new order");
        (await desk.OpenDraftAsync(id))!.OrderIds.ShouldBe([order.Id]);
    }

    [Theory, Databases]
    public async Task Products_of_two_manufacturers_become_two_linked_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var maker = new Manufacturer { Name = "Norrland Surgical" };
        var foam = new Product { ManufacturerId = maker.Id, Name = "Foam dressing", Type = ProductType.Supply };
        await house.AddAsync(desk.World.Id, maker, foam);
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(true, desk.LineOf(desk.World.Product), desk.LineOf(foam, 5), desk.LineOf(desk.World.Product, 1)));

        var both = (await desk.SubmitAsync(id, 1)).Value!;
        both.Select(o => (o.Number, o.Manufacturer)).ShouldBe([("ORD-0000001", "Corvane Biologics"), ("ORD-0000002", "Norrland Surgical")]);

        await using var db = house.Open(desk.World.Ashley);
        var orders = await db.SubmittedOrders().Include(o => o.Items).OrderBy(o => o.OrderNumber).ToListAsync();
        orders.Select(o => o.Items.Sum(i => i.Quantity)).ShouldBe([3, 5]);
        orders.SelectMany(o => o.LinkedNumbers).ShouldBe(["ORD-0000002", "ORD-0000001"]);
    }

    [Theory, Databases]
    public async Task Submitting_twice_makes_no_second_order_also_at_the_same_moment(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.SubmitAsync(id, 1)));
        answers.ShouldAllBe(a => a.Succeeded);
        answers.Select(a => a.Value!.Single().Id).Distinct().Count().ShouldBe(1);
        await using var db = house.Open(desk.World.System);
        (await db.Orders.CountAsync(), await db.Recipients.CountAsync(r => r.LastName == "Finch"), await db.CoveragePolicies.CountAsync()).ShouldBe((1, 1, 1));
    }

    [Theory, Databases]
    public async Task Many_who_submit_at_once_get_numbers_of_their_own(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var ids = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids)
        {
            await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true));
        }

        var answers = await Task.WhenAll(ids.Select(id => desk.SubmitAsync(id, 1)));
        answers.Select(a => a.Value!.Single().Number).Order().ShouldBe(Enumerable.Range(1, 12).Select(n => $"ORD-{n:0000000}"));
    }

    [Theory, Databases]
    public async Task Nothing_is_written_while_something_is_missing_not_confirmed_or_changed_meanwhile(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var (id, form) = (Guid.CreateVersion7(), desk.Filled(newPatient: true) with { ServiceDate = null, GlobalPeriodStatus = true });
        await desk.SaveAsync(id, 0, new(), form);

        var missing = (await desk.SubmitAsync(id, 1)).Failure.ShouldBeOfType<Failure.Invalid>();
        missing.Fields.Keys.ShouldBe(["globalPeriodCpt", "globalPeriodSurgeryDate", "serviceDate"]);

        await desk.SaveAsync(id, 1, form, desk.Filled(newPatient: true));
        (await desk.SubmitAsync(id, 2, attested: false)).Failure.ShouldBe(DraftFailures.NotAttested);
        (await desk.SubmitAsync(id, 1)).Failure.ShouldBe(DraftFailures.Stale);
        await using var db = house.Open(desk.World.System);
        (await db.Orders.CountAsync(), await db.Recipients.CountAsync(), await db.Notifications.CountAsync()).ShouldBe((0, 1, 0));
    }

    [Theory, Databases]
    public async Task A_restricted_product_is_ordered_only_by_who_holds_its_specialty(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var vascular = new Specialty { Code = "vascular", Name = "Vascular", RestrictedAccess = true };
        await house.AddAsync(desk.World.Id, vascular, new ProductSpecialty { ProductId = desk.World.Product.Id, SpecialtyId = vascular.Id });
        var id = Guid.CreateVersion7();
        await desk.SaveAsync(id, 0, new(), desk.Filled(newPatient: true));

        var refused = (await desk.SubmitAsync(id, 1)).Failure.ShouldBeOfType<Failure.Invalid>();
        refused.Fields["provider"].Single().ShouldContain("open to the specialty Vascular only");
        await using (var db = house.Open(desk.World.System))
        {
            (await db.Orders.CountAsync()).ShouldBe(0);
        }

        await house.AddAsync(desk.World.Id, new UserSpecialty { UserId = desk.World.Provider.Id, SpecialtyId = vascular.Id, VerifiedAt = house.Clock.Now, ExpiresOn = new(2030, 1, 1) });
        (await desk.SubmitAsync(id, 1)).Succeeded.ShouldBeTrue();
    }

    [Theory, Databases]
    public async Task Nobody_orders_for_a_facility_a_patient_or_a_provider_that_is_not_theirs(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var other = desk.World.UserOf("dr.wu", "Dr. Wu", Role.Provider);
        await house.AddAsync(desk.World.Id, other);
        async Task<string> TriedAsync(OrderDraftContent form, UserCall? who = null)
        {
            var id = Guid.CreateVersion7();
            await desk.SaveAsync(id, 0, new(), form, who);
            return (await desk.SubmitAsync(id, 1, who: who)).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.Single();
        }

        (await TriedAsync(desk.Filled())).ShouldBe("recipient", "no order of theirs names this patient");
        (await TriedAsync(desk.Filled(newPatient: true) with { Provider = new(other.Id, other.FullName) })).ShouldBe("provider");
        (await TriedAsync(desk.Filled(newPatient: true), desk.Provider with { Assignments = AssignmentScope.None })).ShouldBe("facility");
    }
}
