using MedDist.Core.Coverage;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class OrderCarryOverTests
{
    [Theory, Databases]
    public async Task Ordering_again_takes_everything_but_the_dates(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        await house.AddAsync(desk.World.Id, new CoveragePolicy { RecipientId = desk.World.Recipient.Id, PayerId = desk.Payer.Id, PolicyNumber = "1EG4TE5MK73" });
        var order = await desk.World.OrderAsync();

        var form = await FromAsync(desk, order.Id);
        (form.ServiceDate, form.DeliverBy, form.GlobalPeriodSurgeryDate).ShouldBe((null, null, null));
        (form.From!.Name, form.Recipient!.Id, form.Primary.PolicyNumber, form.Primary.Payer!.Name).ShouldBe((order.OrderNumber, desk.World.Recipient.Id, "1EG4TE5MK73", "Medicare Part B"));
        (form.WoundLength, form.WoundType, form.Facility!.Name, form.Provider!.Id).ShouldBe((4.2m, "DFU", desk.World.Facility.Name, desk.World.Provider.Id));
        form.Lines.Select(l => (l.Product!.Name, l.Quantity)).ShouldBe([("Amnion sheet", 2)]);

        // Two dates, and it can be submitted.
        var choices = await desk.ChoicesAsync();
        OrderDraftRules.Check(OrderDraftDefaults.WithServiceDate(form, desk.Today.AddDays(9), choices), desk.Today).ShouldBeEmpty();
    }

    [Theory, Databases]
    public async Task Only_what_is_old_is_asked_about_and_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        await house.AddAsync(desk.World.Id, new CoveragePolicy { RecipientId = desk.World.Recipient.Id, PayerId = desk.Payer.Id, PolicyNumber = "1EG4TE5MK73" });
        var order = await desk.World.OrderAsync();
        CarryOverRules.Doubts(await FromAsync(desk, order.Id), desk.Today).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromDays(150));
        var form = await FromAsync(desk, order.Id);
        CarryOverRules.Doubts(form, desk.Today).Select(d => d.Field).ShouldBe(["woundLength"]);
        house.Clock.Advance(TimeSpan.FromDays(185));
        var doubts = CarryOverRules.Doubts(form, desk.Today);
        doubts.Select(d => d.Field).ShouldBe(["primary.policyNumber", "woundLength", "diagnosisCodes"]);
        doubts[0].Sentence.ShouldStartWith("Member ID 1");
        CarryOverRules.Doubts(form.Confirm("primary.policyNumber", desk.Today), desk.Today).Select(d => d.Field).ShouldBe(["woundLength", "diagnosisCodes"]);
    }

    [Theory, Databases]
    public async Task What_is_no_longer_as_it_was_is_marked(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await FormDesk.OpenAsync(house);
        var draft = desk.World.Draft();
        var order = await desk.World.OrderAsync(draft);
        await using (var db = house.Open(desk.World.System))
        {
            (await db.Products.FindAsync(desk.World.Product.Id))!.Deactivate();
            await db.SaveChangesAsync();
        }

        var form = await FromAsync(desk, order.Id);
        form.Changed.Values.ShouldContain("Amnion sheet is no longer sold. Choose another product.");
        form.Lines.Single().Product.ShouldBeNull();
    }

    [Theory, Databases]
    public async Task An_order_of_somebody_else_is_not_carried_over(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (desk, other) = (await FormDesk.OpenAsync(house), await FormDesk.OpenAsync(house, "bluebird"));
        var order = await desk.World.OrderAsync();
        var choices = await other.ChoicesAsync();
        (await house.AsAsync<OrderCarryOver, OrderDraftContent?>(other.Provider, c => c.FromOrderAsync(order.Id, RequestType.NewRequest, choices))).ShouldBeNull();
    }

    private static async Task<OrderDraftContent> FromAsync(FormDesk desk, Guid order)
    {
        var choices = await desk.ChoicesAsync();
        return (await desk.House.AsAsync<OrderCarryOver, OrderDraftContent?>(desk.Provider, c => c.FromOrderAsync(order, RequestType.AdditionalApplications, choices)))!;
    }
}
