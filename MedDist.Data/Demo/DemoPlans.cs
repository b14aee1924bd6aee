using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Data.Demo;

/// <summary>
/// What will become of one order. Index 0 is the oldest, and order numbers follow it; recipient and supplier are indexes too; age is in work days.
/// A blank one is a draft that nobody has filled in yet: no recipient, no manufacturer, no dates.
/// </summary>
internal readonly record struct OrderPlan(
    int Index, int Recipient, int Supplier, OrderStatus Status, int Age, DateOnly StartsOn, DateOnly? DeliverBy, DateOnly? ServiceOn, bool IsRush, ShippingSpeed Speed, bool IsBlank)
{
    /// <summary>Nothing has gone to the manufacturer yet.</summary>
    public bool IsBeforeApproval => Status is Draft or PendingReview or SentBack or Resubmitted or OnHold;

    public bool IsOver => Status is Delivered or Received or Used or Closed or Denied or Cancelled;
}

/// <summary>
/// Plans the orders of a tenant, each from its index alone and in chronological order: a year of history that is over, a few weeks that come to rest,
/// and the open orders of the last two weeks, the newest waiting for review.
/// </summary>
internal sealed class DemoPlans
{
    private const int YearOfWorkDays = 258;
    private const int OldestOpen = 12;
    private const int OldestSettling = 24;
    private const int RushEvery = 25;

    // Wanted a day before it could be there, so that not every delivery is in time.
    private const int HurryEvery = 5;

    private const long Stride = 7919;
    private const long OtherStride = 104_729;
    private const long LapShift = 31;

    private static readonly OrderStatus[] Newest =
        [PendingReview, Draft, PendingReview, Approved, SentToManufacturer, PendingReview, ReadyToSend, PendingReview, Resubmitted, Approved, PendingReview, ReadyToSend, Confirmed, PendingReview, SentToManufacturer];

    private static readonly OrderStatus[] Recent =
        [Confirmed, SentBack, OrderStatus.RejectedByManufacturer, Shipped, SentToManufacturer, PendingReview, Resubmitted, OnHold, Confirmed, Denied, SentBack, Shipped, Approved, Cancelled, SentToManufacturer, Draft];

    private static readonly OrderStatus[] Older = [Shipped, Confirmed, PartiallyShipped, Delivered, Shipped, OnHold, Received, Shipped, Confirmed, PartiallyShipped, Delivered, SentBack, Shipped];

    private static readonly OrderStatus[] Settling = [Closed, Used, Delivered, Received, Closed, Used, Cancelled, Closed, Received, Denied, Delivered, Closed, Used, Shipped];

    private static readonly OrderStatus[] Past =
        [Closed, Closed, Closed, Used, Closed, Closed, Closed, Closed, Closed, Cancelled, Closed, Closed, Closed, Closed, Closed, Closed, Denied, Closed, Closed, Closed, Closed, Closed, Received, Closed, Closed];

    // When an order that has not left yet must leave, in work days from today.
    private static readonly int[] SendByDays = [0, 1, 0, 2, -1, 3, 1, 0, 5, 2, -2, 8, 1, 4, 0, 6, 2];

    private readonly DemoTenant demo;
    private readonly DemoVolume volume;
    private readonly int settling;
    private readonly long stride;
    private readonly long strideBack;
    private readonly int[] weights;
    private readonly int newcomer;
    private readonly int uninsured;
    private readonly int combining;

    public DemoPlans(DemoTenant demo)
    {
        (this.demo, volume) = (demo, demo.Volume);
        settling = Math.Min(volume.Orders - volume.Open, volume.Open / 3);
        stride = volume.Recipients % Stride == 0 ? OtherStride : Stride;
        strideBack = Enumerable.Range(0, volume.Recipients).First(x => x * stride % volume.Recipients == 1 % volume.Recipients);
        weights = [.. demo.Suppliers.Select(s => s.Maker.Weight)];
        newcomer = demo.Suppliers.ToList().FindIndex(s => !s.Maker.TakesOrders);
        combining = DemoSending.CombiningSupplier(demo);
        uninsured = demo.Suppliers.ToList().FindIndex(s => s.Maker.Requires.Count == 0);
    }

    /// <summary>All orders of a recipient, oldest first: one in each lap around the recipients, each lap begun elsewhere.</summary>
    public IEnumerable<OrderPlan> OrdersOf(int recipient)
    {
        for (var lap = 0L; lap * volume.Recipients < volume.Orders; lap++)
        {
            var index = lap * volume.Recipients + (recipient * stride + lap * LapShift) % volume.Recipients;
            if (index < volume.Orders)
            {
                yield return Of((int)index);
            }
        }
    }

    public Guid IdOf(OrderPlan plan) => demo.Dice(DiceStream.Order, plan.Index).Id(plan.StartsOn, plan.Index);

    public OrderPlan Of(int index)
    {
        var dice = demo.Dice(DiceStream.Plan, index);
        var (age, status) = Fate(volume.Orders - 1 - index);
        var plan = new OrderPlan(
            index, RecipientOf(index), 0, status, age, demo.Calendar.WorkDaysAgo(age), null, null, index % RushEvery == 7, ShippingSpeed.StandardNextDay, status == Draft && index % 3 == 0);
        plan = plan with { Supplier = SupplierOf(plan, dice), Speed = SpeedOf(plan, dice) };
        return plan.IsBlank ? plan : Dated(plan, dice);
    }

    private int RecipientOf(int index)
    {
        var (lap, slot) = Math.DivRem((long)index, volume.Recipients);
        var shifted = ((slot - lap * LapShift) % volume.Recipients + volume.Recipients) % volume.Recipients;
        return (int)(shifted * strideBack % volume.Recipients);
    }

    /// <summary>Age and status by how many orders are newer.</summary>
    private (int Age, OrderStatus Status) Fate(int newer)
    {
        if (newer < volume.Open)
        {
            var part = newer / (double)volume.Open;
            return part switch
            {
                < 0.28 => (1, Newest[newer % Newest.Length]),
                < 0.42 => (2, Newest[newer % Newest.Length]),
                < 0.72 => (3 + (int)((part - 0.42) / 0.30 * 4), Recent[newer % Recent.Length]),
                _ => (7 + (int)((part - 0.72) / 0.28 * (OldestOpen - 6)), Older[newer % Older.Length]),
            };
        }

        newer -= volume.Open;
        if (newer < settling)
        {
            return (OldestOpen + 1 + (int)((long)newer * (OldestSettling - OldestOpen) / settling), Settling[newer % Settling.Length]);
        }

        newer -= settling;
        return (OldestSettling + 1 + (int)((long)newer * (YearOfWorkDays - OldestSettling) / (volume.Orders - volume.Open - settling)), Past[newer % Past.Length]);
    }

    /// <summary>
    /// Most orders go to the recipient's usual manufacturer, new ones less often; some approved ones to the one whose order contact is missing. Customers
    /// and facilities buy where no insurance is asked for.
    /// </summary>
    private int SupplierOf(OrderPlan plan, Dice dice)
    {
        if (DemoRecipients.TypeOf(plan.Recipient) != RecipientType.Patient)
        {
            return uninsured;
        }

        if (plan.Status == Approved && plan.Index % 4 == 1)
        {
            return newcomer;
        }

        if (combining >= 0 && DemoSending.IsForCombining(plan))
        {
            return combining;
        }

        var usual = demo.Dice(DiceStream.Recipient, plan.Recipient, 2).Weighted(weights);
        return dice.Chance(plan.IsBeforeApproval ? 35 : 65) ? usual : dice.Weighted(weights);
    }

    private static ShippingSpeed SpeedOf(OrderPlan plan, Dice dice) => plan.IsRush ? ShippingSpeed.FirstAm : dice.Next(10) switch
    {
        < 2 => ShippingSpeed.StandardTwoDay,
        2 => ShippingSpeed.EarlyNextDay,
        _ => ShippingSpeed.StandardNextDay,
    };

    private OrderPlan Dated(OrderPlan plan, Dice dice)
    {
        var calendar = demo.Calendar;
        var waits = plan.IsBeforeApproval || plan.Status is Approved or ReadyToSend;
        var leaves = waits
            ? calendar.WorkDaysAhead(Math.Max(-plan.Age, Math.Min(plan.IsRush ? 0 : int.MaxValue, plan.Supplier == combining ? DemoSending.SendByAhead : SendByDays[plan.Index % SendByDays.Length])))
            : calendar.AddWorkDays(plan.StartsOn, plan.IsRush ? 0 : dice.Between(1, 2));
        var hurry = !waits && plan.Index % HurryEvery == 0 ? 1 : 0;
        var deliverBy = calendar.AddWorkDays(leaves, demo.Suppliers[plan.Supplier].Settings.LeadTimeDays + plan.Speed.TransitDays() - hurry);
        return plan with { DeliverBy = deliverBy, ServiceOn = calendar.AddWorkDays(deliverBy, plan.IsRush || dice.Chance(80) ? 1 : 3) };
    }
}
