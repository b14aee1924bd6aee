using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Data.Demo;

/// <summary>Moves one order through its life as the people of the demo would, by the order's own rules; a refused move is a bug here.</summary>
internal sealed class DemoStory
{
    private const int Day = 10 * 60;

    private static readonly string[] SentBackFor =
        ["Please add the wound depth.", "The member ID does not match the card; please check.", "Which size, left or right?", "Delivery falls on a weekend; please choose another day.", "Please attach the latest wound notes."];

    private static readonly string[] DeniedFor = ["Plan excludes this product.", "Duplicate of an order placed yesterday.", "Patient is in a Part A stay; the facility supplies it."];

    private static readonly string[] CancelledFor = ["Procedure was cancelled.", "Patient was admitted to hospital.", "Ordered by mistake.", "Clinic chose another product."];

    private static readonly string[] HeldFor = ["Waiting for the signed letter of medical necessity.", "Clinic asked to wait for the new insurance card.", "Patient's surgery was moved."];

    private static readonly string[] RejectedFor = ["Size is on back order.", "Account on credit hold with us.", "Prescriber signature missing on the form."];

    private static readonly string[] BypassedFor = ["Payer confirmed by phone; paper follows.", "Clinic accepts the cost if the plan refuses.", "Renewal is under way; surgery cannot wait."];

    private readonly DemoTenant demo;
    private readonly Order order;
    private readonly OrderPlan plan;
    private readonly Dice dice;
    private readonly DemoClock clock;
    private readonly DemoCalendar calendar;
    private readonly DemoCaller office;
    private readonly DemoCaller coordinator;
    private readonly DemoCaller receiver;
    private readonly DemoCaller system;

    public DemoStory(DemoTenant demo, Order order, OrderPlan plan, DemoCaller office, DemoSite site, Dice dice)
    {
        (this.demo, this.order, this.plan, this.dice, this.office, calendar) = (demo, order, plan, dice, office, demo.Calendar);
        coordinator = new(demo.TenantId, demo.Coordinators[dice.Chance(65) ? 0 : 1]);
        receiver = new(demo.TenantId, dice.Pick(site.Staff));
        system = new(demo.TenantId, null);
        var minute = dice.Between(8 * 60, 17 * 60);
        clock = new(calendar, plan.StartsOn, minute, dice);
        WrittenAt = calendar.At(plan.StartsOn, minute - dice.Between(1, 9));
        LastAt = WrittenAt;
    }

    public DateTimeOffset WrittenAt { get; }

    public DateTimeOffset LastAt { get; private set; }

    public DateTimeOffset? ShippedAt { get; private set; }

    public DateTimeOffset? PartiallyShippedAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public void Tell()
    {
        if (plan.Status == Draft)
        {
            return;
        }

        Do(OrderAction.Submit, dice.Chance(5) ? coordinator : office, 1, 3);
        if (plan.Status is SentBack or Resubmitted || (plan.IsOver && dice.Chance(7)))
        {
            SendBack();
        }

        if (!IsStopped())
        {
            Approve();
            Forward();
        }
    }

    private void SendBack()
    {
        Do(OrderAction.SendBack, coordinator, 20, 240, dice.Pick(SentBackFor));
        if (plan.Status != SentBack)
        {
            Do(OrderAction.Resubmit, office, 30, 400);
        }
    }

    /// <summary>Ends what never gets approved.</summary>
    private bool IsStopped()
    {
        switch (plan.Status)
        {
            case OnHold:
                Do(OrderAction.Hold, coordinator, 20, 300, dice.Pick(HeldFor), calendar.AddWorkDays(calendar.Today, dice.Between(0, 5)));
                return true;
            case Denied:
                Do(OrderAction.Deny, coordinator, 30, 400, dice.Pick(DeniedFor));
                return true;
            case Cancelled when dice.Chance(50):
                Do(OrderAction.Cancel, coordinator, 30, 600, dice.Pick(CancelledFor));
                return true;
            default:
                return plan.IsBeforeApproval;
        }
    }

    private void Approve()
    {
        if (plan.IsOver && dice.Chance(2))
        {
            Do(OrderAction.Hold, coordinator, 20, 120, dice.Pick(HeldFor), calendar.AddWorkDays(DateOnly.FromDateTime(LastAt.UtcDateTime), 2));
            Do(OrderAction.Release, coordinator, 200, Day);
        }

        var bypass = order.IvrCovers ? null : dice.Pick(BypassedFor);
        Do(new MoveOrder(OrderAction.Approve) { IvrBypassReason = bypass }, coordinator, clock.After(10, plan.Age < 2 ? 60 : 300));
        if (plan.Status == Cancelled)
        {
            Do(OrderAction.Cancel, coordinator, 30, 400, dice.Pick(CancelledFor));
        }
    }

    private void Forward()
    {
        if (plan.Status is Approved or Cancelled)
        {
            return;
        }

        Do(OrderAction.Forward, coordinator, 1, 12);
        order.QueueSend();
        if (plan.Status == ReadyToSend)
        {
            if (!DemoSending.Waits(demo, plan))
            {
                order.SendFailed(DemoSending.SendError, LastAt = clock.After(40, 44));
            }

            return;
        }

        Do(OrderAction.MarkSent, system, 1, 1);
        if (DemoSending.Bounces(plan))
        {
            order.SendFailed(DemoSending.BounceReason(demo.Suppliers[plan.Supplier].Contacts.First(c => c.ContactType == ContactType.Order).PrimaryRecipients[0]), LastAt = clock.After(5, 20));
        }
        if (plan.Status == OrderStatus.RejectedByManufacturer)
        {
            Do(OrderAction.RejectByManufacturer, coordinator, 60, 400, dice.Pick(RejectedFor));
        }
        else if (plan.Status != SentToManufacturer)
        {
            Do(OrderAction.Confirm, dice.Chance(50) ? system : coordinator, 45, 400);
            Ship();
        }
    }

    private void Ship()
    {
        if (plan.Status == Confirmed)
        {
            return;
        }

        if (plan.Status == PartiallyShipped || dice.Chance(3))
        {
            Do(OrderAction.ShipPartially, system, 200, Day);
            PartiallyShippedAt = LastAt;
        }

        if (plan.Status != PartiallyShipped)
        {
            Do(OrderAction.Ship, system, 200, Day);
            ShippedAt = LastAt;
            Arrive();
        }
    }

    private void Arrive()
    {
        if (plan.Status == Shipped)
        {
            return;
        }

        var at = clock.After(Day - 200, 2 * Day);
        Do(new MoveOrder(OrderAction.Deliver) { On = DayCount.DayOf(at, calendar.Zone) }, system, at);
        DeliveredAt = at;
        if (plan.Status is Received or Used || (plan.Status == Closed && dice.Chance(60)))
        {
            Do(OrderAction.Receive, receiver, 5, 240);
            if (plan.Status == Used || (plan.Status == Closed && dice.Chance(50)))
            {
                Do(OrderAction.Use, office, 200, 2 * Day);
            }
        }

        if (plan.Status == Closed)
        {
            Do(OrderAction.Close, coordinator, Day, 3 * Day);
        }
    }

    private void Do(OrderAction action, DemoCaller by, int least, int most, string? reason = null, DateOnly? on = null) =>
        Do(new MoveOrder(action) { Reason = reason, On = on }, by, clock.After(least, most));

    private void Do(MoveOrder move, DemoCaller by, DateTimeOffset at)
    {
        if (order.Apply(move, by, at).Failure is { } refusal)
        {
            throw new InvalidOperationException($"{order.OrderNumber} cannot be told: {move.Action} was refused. {refusal.Message}");
        }

        LastAt = at;
    }
}
