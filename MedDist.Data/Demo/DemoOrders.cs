using System.Globalization;
using MedDist.Core.Catalog;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;

namespace MedDist.Data.Demo;

/// <summary>One finished order with the rows around it, and when it was written and last touched.</summary>
internal sealed record DemoOrder(Order Order, OrderPlan Plan, IReadOnlyList<Shipment> Shipments, DateTimeOffset WrittenAt, DateTimeOffset LastAt);

/// <summary>Makes whole orders from their plans: the row, its items, its timeline, its parcels and its derived facts.</summary>
internal sealed class DemoOrders(DemoTenant demo, DemoPlans plans, DemoRecipients recipients, DemoSurroundings surroundings, OrderFlags flags)
{
    private static readonly string[] Remarks =
        ["Please call the front desk before delivery.", "Second application for this wound.", "Patient leaves town on Friday.", "Same as last time, please.", "Two wounds; the larger one is measured here."];

    private static readonly string[] InternalRemarks = ["Clinic pays late; check the balance.", "Provider prefers morning delivery.", "Ask Dana before changing sizes."];

    public DemoOrder Make(int index)
    {
        var (order, plan, person, office, dice) = Row(index);
        var around = surroundings.Of(order, plan, person);
        OrderFactRules.Refresh(order, around, flags);
        var story = new DemoStory(demo, order, plan, office, person.Site, dice);
        story.Tell();
        order.EndHold(demo.Calendar.Today, demo.Calendar.At(demo.Calendar.Today, 0));
        IReadOnlyList<Shipment> parcels = [.. new DemoParcels(demo, order, plan, story, person.Site).Of(dice)];
        if (order.Section != QueueSection.Done)
        {
            OrderFactRules.Refresh(order, around with { Others = surroundings.Others(plan, i => Row(i).Order) }, flags);
        }

        return new(order, plan, parcels, story.WrittenAt, story.LastAt);
    }

    /// <summary>The order as it was written, before anything happened to it; again whenever it is asked for.</summary>
    private (Order Order, OrderPlan Plan, DemoPerson Person, DemoCaller Office, Dice Dice) Row(int index)
    {
        var plan = plans.Of(index);
        var dice = demo.Dice(DiceStream.Order, index, 1);
        var person = recipients.Person(plan.Recipient);
        var provider = dice.Pick(person.Site.Providers);
        var office = new DemoCaller(demo.TenantId, dice.Chance(55) ? provider : dice.Pick(person.Site.Staff));
        var order = plan.IsBlank ? Blank(plan, person, office) : Filled(plan, person, provider.Id, office, DemoIntake.For(plan, person, demo.Suppliers[plan.Supplier], provider, dice), dice);
        AddItems(order, plan, dice);
        return (order, plan, person, office, dice);
    }

    private string NumberOf(OrderPlan plan) => string.Create(CultureInfo.InvariantCulture, $"{demo.Profile.OrderPrefix}-{plan.Index + 1:0000000}");

    private Order Blank(OrderPlan plan, DemoPerson person, DemoCaller office) => new()
    {
        Id = plans.IdOf(plan),
        TenantId = demo.TenantId,
        OrderNumber = NumberOf(plan),
        OrganizationId = person.Site.Organization.Id,
        FacilityId = person.Site.Facility.Id,
        CreatedByUserId = office.UserId,
    };

    private Order Filled(OrderPlan plan, DemoPerson person, Guid providerId, DemoCaller office, OrderIntake intake, Dice dice) => new()
    {
        Id = plans.IdOf(plan),
        TenantId = demo.TenantId,
        OrderNumber = NumberOf(plan),
        Type = plan.IsRush ? OrderType.Rush : dice.Next(100) switch { < 3 => OrderType.Consignment, < 5 => OrderType.Trial, _ => OrderType.Standard },
        OrganizationId = person.Site.Organization.Id,
        FacilityId = person.Site.Facility.Id,
        ProviderId = providerId,
        RecipientId = person.Id,
        RecipientName = person.FullName,
        ManufacturerId = demo.Suppliers[plan.Supplier].Manufacturer.Id,
        ServiceDate = plan.ServiceOn,
        RequestedDeliveryDate = plan.DeliverBy,
        CreatedByUserId = office.UserId,
        Notes = dice.Chance(12) ? dice.Pick(Remarks) : null,
        InternalNotes = dice.Chance(5) ? dice.Pick(InternalRemarks) : null,
        RequestType = dice.Next(10) switch { < 5 => RequestType.NewRequest, < 8 => RequestType.AdditionalApplications, 8 => RequestType.Reverification, _ => RequestType.NewInsurance },
        ShippingSpeed = plan.Speed,
        DeliveryInstructions = person.Site.Facility.Details.DeliveryInstructions,
        Intake = intake,
    };

    private void AddItems(Order order, OrderPlan plan, Dice dice)
    {
        if (plan.IsBlank)
        {
            return;
        }

        var supplier = demo.Suppliers[plan.Supplier];
        var count = dice.Next(10) switch { < 7 => 1, < 9 => 2, _ => 3 };
        var first = dice.Next(supplier.Products.Count);
        for (var i = 0; i < Math.Min(count, supplier.Products.Count); i++)
        {
            var product = supplier.Products[(first + i) % supplier.Products.Count];
            var size = product.Specifications.Sizes is { Count: > 0 } sizes ? dice.Pick(sizes) : null;
            order.AddItem(new()
            {
                Id = dice.Id(plan.StartsOn, plan.Index),
                TenantId = demo.TenantId,
                OrderId = order.Id,
                ProductId = product.Id,
                Quantity = product.Type is ProductType.Supply ? dice.Between(5, 60) : dice.Between(1, 3),
                UnitPrice = size?.Price ?? product.Pricing.ListPrice,
                Specifications = size is null ? [] : new() { ["size"] = size.Label },
            });
        }
    }
}
