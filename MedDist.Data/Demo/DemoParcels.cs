using MedDist.Core.Orders;
using MedDist.Core.Shipping;

namespace MedDist.Data.Demo;

/// <summary>
/// The parcels of one order. Those of the last weeks have lines, lots and a history, a few of them a problem; those of the year before only what lists show. Every event is labelled as simulated.
/// </summary>
internal sealed class DemoParcels(DemoTenant demo, Order order, OrderPlan plan, DemoStory story, DemoSite site)
{
    private const int RecentDays = 24;

    private static readonly string[] Hubs = ["Louisville, KY", "Memphis, TN", "Columbus, OH", "Hodgkins, IL", "Dallas, TX"];

    private static readonly string[] Disputes =
        ["Two of the sheets are missing; the box holds only one.", "The cold pack was warm on arrival, 14 °C on the indicator.", "Wrong size: ordered 4 × 4 cm, received 2 × 2 cm."];

    private static readonly HashSet<string> Tracked = [Carriers.Ups, Carriers.Fedex];

    private readonly Dice dice = demo.Dice(DiceStream.Shipment, plan.Index);

    private bool IsRecent => plan.Age <= RecentDays;

    /// <summary>Whose events reach the demo: two carriers, both played by MedDist.</summary>
    public static IEnumerable<CarrierConnection> Connections(DemoTenant demo) =>
        Tracked.Select((carrier, i) => new CarrierConnection { Id = demo.Dice(DiceStream.Shipment, -1 - i).Id(demo.Calendar.WorkDaysAgo(40), i), Carrier = carrier, IsSimulated = true });

    /// <summary>Events of a parcel that nobody has recorded.</summary>
    public static IEnumerable<CarrierMessage> Strays(DemoTenant demo)
    {
        var dice = demo.Dice(DiceStream.Shipment, -10);
        var number = DemoIdentifiers.Ups(dice);
        var at = demo.Calendar.At(demo.Calendar.WorkDaysAgo(1), 9 * 60 + 12);
        var message = new CarrierMessage
        {
            Id = dice.Id(demo.Calendar.WorkDaysAgo(1), 12),
            Carrier = Carriers.Ups,
            EventId = $"demo-{number}",
            TrackingNumber = number,
            Raw = $$"""{"id":"demo-{{number}}","trackingNumber":"{{number}}","at":"{{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}","status":"InTransit","place":"Louisville, KY","words":"Departed from facility (simulated)"}""",
            Source = ShipmentSource.Simulated,
            ReceivedAt = at,
        };
        message.Become(CarrierMessageState.Unknown, "No parcel has this number yet.");
        yield return message;
    }

    /// <summary>Makes them, and stores on the order what they mean for it.</summary>
    public List<Shipment> Of(Dice shared)
    {
        List<Shipment> parcels = [];
        if (story.PartiallyShippedAt is { } early)
        {
            parcels.Add(Parcel(early, shared, Part(isFirst: true)));
        }

        if (story.ShippedAt is { } at)
        {
            parcels.Add(Parcel(at, shared, parcels.Count == 0 ? Everything() : Part(isFirst: false)));
        }

        foreach (var parcel in parcels.Where(_ => IsRecent))
        {
            parcel.Judge(plan.DeliverBy, Tracked.Contains(parcel.Carrier!), demo.Calendar.End);
        }

        order.SetShipping(parcels.Count, parcels.Count(p => p.IsDelivered), parcels.Find(p => p.Problem is not null)?.ProblemSentence);
        return parcels;
    }

    private Shipment Parcel(DateTimeOffset shippedAt, Dice shared, IEnumerable<(Guid Item, int Quantity)> content)
    {
        var isUps = shared.Chance(60);
        var id = shared.Id(plan.StartsOn, plan.Index);
        var number = isUps ? DemoIdentifiers.Ups(shared) : DemoIdentifiers.Fedex(shared);
        var parcel = new Shipment(order.Id, isUps ? Carriers.Ups : Carriers.Fedex, number, isUps ? "Ground" : "Express")
        {
            Id = id,
            TenantId = demo.TenantId,
            RecordedByName = demo.Coordinators[0].FullName,
        };
        if (!IsRecent)
        {
            parcel.HandOver(shippedAt);
            Arrive(parcel);
            return parcel;
        }

        parcel.Leave(shippedAt);
        foreach (var (item, quantity) in content.Where(c => c.Quantity > 0))
        {
            parcel.AddLine(new()
            {
                Id = dice.Id(plan.StartsOn, plan.Index),
                TenantId = demo.TenantId,
                ShipmentId = id,
                OrderItemId = item,
                Quantity = quantity,
                Lot = $"L{dice.Digits(6)}",
                ExpiresOn = demo.Calendar.Today.AddMonths(dice.Between(8, 30)),
            });
        }

        Tell(parcel, shippedAt);
        return parcel;
    }

    private void Arrive(Shipment parcel)
    {
        if (story.DeliveredAt is not { } arrived)
        {
            return;
        }

        parcel.Deliver(arrived);
        if (plan.Status != OrderStatus.Delivered)
        {
            parcel.Receive(arrived.AddHours(2) < demo.Calendar.End ? arrived.AddHours(2) : demo.Calendar.End);
        }
    }

    private void Tell(Shipment parcel, DateTimeOffset shippedAt)
    {
        // Of the parcels on the road one in eleven each is held up, not delivered, late, or never seen.
        var fate = story.DeliveredAt is null && plan.Status == OrderStatus.Shipped ? plan.Index % 11 : -1;
        if (fate == 7)
        {
            return;
        }

        Scan(parcel, shippedAt.AddHours(-1), ShipmentStatus.InfoReceived, null, "Shipper created a label");
        Scan(parcel, shippedAt.AddHours(5), ShipmentStatus.InTransit, dice.Pick(Hubs), "Departed from facility", fate == 5 ? demo.Calendar.WorkDaysAhead(1) : null);
        if (fate is 1 or 3)
        {
            Scan(parcel, shippedAt.AddHours(21), fate == 1 ? ShipmentStatus.Exception : ShipmentStatus.AttemptFailed, site.Place.City, fate == 1 ? "Damaged in handling; the sender is asked what to do" : "Business closed on first attempt");
        }
        else if (story.DeliveredAt is { } arrived)
        {
            Scan(parcel, arrived.AddHours(-3), ShipmentStatus.OutForDelivery, site.Place.City, "On the vehicle for delivery");
            Scan(parcel, arrived, ShipmentStatus.Delivered, site.Place.City, "Left with front desk", signedBy: "FRONT DESK");
            parcel.Prove(null, null, null, Core.Kernel.DayCount.DayOf(arrived, demo.Calendar.Zone));
            Answer(parcel, arrived);
        }
    }

    private void Scan(Shipment parcel, DateTimeOffset at, ShipmentStatus status, string? place, string words, DateOnly? estimate = null, string? signedBy = null)
    {
        if (at < demo.Calendar.End)
        {
            parcel.Take(new ShipmentEvent(parcel, at, status, at.AddMinutes(2))
            {
                Id = dice.Id(plan.StartsOn, plan.Index),
                Source = ShipmentSource.Simulated,
                ExternalId = $"demo-{parcel.TrackingNumber}-{parcel.ScanCount}",
                Place = place,
                Words = $"{words} (simulated)",
                EstimatedOn = estimate,
                SignedBy = signedBy,
            });
        }
    }

    /// <summary>What the facility said: confirmed where the order is received; of the others a few are disputed.</summary>
    private void Answer(Shipment parcel, DateTimeOffset arrived)
    {
        var isDisputed = plan.Status == OrderStatus.Delivered && plan.Index % 6 == 2;
        if (plan.Status == OrderStatus.Delivered && !isDisputed)
        {
            return;
        }

        var by = dice.Pick(site.Staff);
        var at = arrived.AddMinutes(dice.Between(20, 90));
        parcel.Take(new ShipmentReceipt
        {
            Id = dice.Id(plan.StartsOn, plan.Index),
            TenantId = demo.TenantId,
            ShipmentId = parcel.Id,
            Outcome = isDisputed ? ReceiptOutcome.Disputed : ReceiptOutcome.Received,
            At = at,
            ByUserId = by.Id,
            ByName = by.FullName,
            Lines = [.. parcel.Lines.Select(l => new ReceivedLine(l.Id, l.Quantity, l.Quantity, l.Lot))],
            ConditionOk = !isDisputed,
            Reason = isDisputed ? Disputes[plan.Index / 6 % Disputes.Length] : null,
        }, at);
    }

    private IEnumerable<(Guid Item, int Quantity)> Everything() => order.Items.Select(i => (i.Id, i.Quantity));

    /// <summary>The first of two parcels holds half of the first item, the second one the rest; of a single piece the first one says nothing.</summary>
    private IEnumerable<(Guid Item, int Quantity)> Part(bool isFirst) =>
        order.Items.Select((item, i) => (item.Id, isFirst ? (i == 0 ? item.Quantity / 2 : 0) : i == 0 ? item.Quantity - item.Quantity / 2 : item.Quantity));
}
