using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Metrics;
using MedDist.Core.Shipping;
using MedDist.Core.Verifications;

namespace MedDist.Core.Reports.Dashboards;

/// <summary>What each dashboard is made of, as addresses of lists: pure, and the only place that knows.</summary>
public sealed class DashboardPlan(DashboardFilter filter, DateTimeOffset now, TimeZoneInfo zone)
{
    public const string DraftsPath = "/my/drafts", MyOrdersPath = "/my/orders", SigningPath = "/my/orders#to-sign-title";

    /// <summary>Days ahead that a provider's dashboard looks for what ends.</summary>
    private const int EndingDays = 14;

    /// <summary>Days ahead that the coordinator's looks for what ends too early: the longest that the desk offers.</summary>
    private const int BlockingDays = 90;

    private readonly DateOnly today = DayCount.DayOf(now, zone);

    /// <summary>At most six.</summary>
    public IReadOnlyList<TilePlan> Tiles(DashboardKind kind) => kind switch
    {
        DashboardKind.Coordinator => Coordinator(),
        DashboardKind.Manager => Manager(),
        DashboardKind.Ordering => Ordering(),
        _ => Sales(),
    };

    /// <summary>What may have happened since a moment: words with the number in front, and the list.</summary>
    public static IReadOnlyList<(string One, string Many, string Link)> Since(DashboardKind kind, DateTimeOffset before) => kind switch
    {
        DashboardKind.Ordering =>
        [
            ("order sent back", "orders sent back", Orders(All(OrderMilestone.SentBack, before))), ("order approved", "orders approved", Orders(All(OrderMilestone.Approved, before))),
            ("order shipped", "orders shipped", Orders(All(OrderMilestone.Shipped, before))), ("order arrived", "orders arrived", Orders(All(OrderMilestone.Arrived, before))),
        ],
        _ =>
        [
            ("new order", "new orders", Orders(All(OrderMilestone.Received, before))), ("reply of a manufacturer", "replies of manufacturers", Orders(All(OrderMilestone.Confirmed, before))),
            ("failed send", "failed sends", Orders(All(OrderMilestone.SendFailed, before))), ("order arrived", "orders arrived", Orders(All(OrderMilestone.Arrived, before))),
        ],
    };

    /// <summary>What is drawn day by day, and the list of each day: as the snapshots of the whole tenant, of one's facilities or of a provider count it.</summary>
    public static IReadOnlyList<TrendPlan> Trends(DashboardKind kind) => kind switch
    {
        DashboardKind.Coordinator or DashboardKind.Manager => [new("received", "Orders received", Measures.Received, OrderMilestone.Received)],
        _ => [new("received", "Orders submitted", Measures.Received, OrderMilestone.Received), new("arrived", "Orders arrived", Measures.Delivered, OrderMilestone.Arrived)],
    };

    /// <summary>The orders that passed a milestone on one day.</summary>
    public string On(OrderMilestone passed, DateOnly day) => Passed(passed, day, day);

    /// <summary>Orders of the period, as all tiles of the manager narrow them.</summary>
    public OrderFilter Received => Narrowed(new() { Tab = QueueTab.All, Span = Period(OrderMilestone.Received) });

    /// <summary>Open orders by full days since they were received.</summary>
    public IReadOnlyList<(string Name, string Link)> Ages()
    {
        string[] names = ["Today and yesterday", "2–3 days", "4–7 days", "8–14 days", "15 days and more"];
        return
        [
            .. OpenAges.From.Select((from, i) => (names[i], Orders(Narrowed(new()
            {
                Tab = QueueTab.All,
                OpenOnly = true,
                Span = OrderSpan.Days(OrderMilestone.Received, i + 1 < OpenAges.From.Count ? today.AddDays(1 - OpenAges.From[i + 1]) : null, i == 0 ? null : today.AddDays(-from), zone),
            })))),
        ];
    }

    public static string Orders(OrderFilter list) => new QueueAddress(list).Write();

    private IReadOnlyList<TilePlan> Coordinator() =>
    [
        new("send_today", "Must be sent today", "Orders that require action and whose latest safe moment to send is today or has passed.", Orders(new() { Span = OrderSpan.Days(OrderMilestone.SendBy, null, today, zone) })) { IsProblem = true },
        new("waiting", "Waiting on manufacturer over 24 h", "Orders sent more than 24 hours ago that the manufacturer has not confirmed.", Orders(new() { Tab = QueueTab.Manufacturer, Status = OrderStatus.SentToManufacturer, Span = new(OrderMilestone.Sent, null, now.AddHours(-24)) })),
        new("ivr_blocks", "Expiring IVRs that block orders", $"Verifications in force that end within {BlockingDays} days, before the planned service date of an order that cannot leave without them.", Verifications(new() { BlocksOnly = true, EndsWithinDays = BlockingDays })) { IsProblem = true, Noun = "IVRs" },
        new("failed", "Failed sends", "Messages to manufacturers that were given up; each order waits for you.", Orders(new() { Tab = QueueTab.Failed })) { IsProblem = true },
        new("mine", "Mine", "Open orders that you claimed or that were given to you.", Orders(new() { Tab = QueueTab.Mine })),
        new("parcels", "Parcels with a problem", "Parcels that a carrier reports as late, refused or lost, or that nobody has seen.", ShipmentAddress.Write(new())) { IsProblem = true, Noun = "parcels" },
    ];

    private IReadOnlyList<TilePlan> Manager()
    {
        var open = Narrowed(new() { Tab = QueueTab.All, OpenOnly = true });
        var approved = Narrowed(new() { Tab = QueueTab.All, Span = Period(OrderMilestone.Approved) });
        return
        [
            new("volume", "Orders received", Measures.Received.Sentence, Orders(Received)) { Measure = Measures.Received },
            new("value", "Value received", Measures.Value.Sentence, Orders(Received)) { Headline = TileHeadline.Value, Measure = Measures.Value, Noun = "orders received" },
            new("cycle", "Received to approved", "Half of the orders approved in the period took no longer, weekends included.", Orders(approved)) { Headline = TileHeadline.Hours, Measure = Measures.ToApproval, Noun = "orders approved" },
            new("first_pass", "First-pass yield", "Part of the orders approved in the period that were never sent back.", Orders(approved with { SentBackOnly = true })) { Headline = TileHeadline.OtherShare, Whole = Orders(approved), Measure = Measures.FirstPass, Noun = "sent back" },
            new("stale", "Open for over a week", Measures.Stale.Sentence, Orders(open with { Span = OrderSpan.Days(OrderMilestone.Received, null, today.AddDays(-8), zone) })) { Measure = Measures.Stale, IsProblem = true },
            new("coverage", "IVR coverage of open orders", "Part of the open orders whose IVR is valid for the service date, or that need none.", Orders(open with { UncoveredOnly = true })) { Headline = TileHeadline.OtherShare, Whole = Orders(open), Noun = "not covered" },
        ];
    }

    private static IReadOnlyList<TilePlan> Ordering() =>
    [
        new("sent_back", "Back with you", "Orders that the coordinator sent back: correct and submit them again.", MyOrders(QueueTab.Returned)) { IsProblem = true },
        new("drafts", "Drafts", "Orders that you began and have not submitted.", DraftsPath) { Noun = "drafts" },
        new("to_sign", "To sign", "Order forms that wait for your signature.", SigningPath) { Noun = "forms" },
        new("arriving", "On the way", "Orders that have left the manufacturer and have not arrived.", MyOrders(QueueTab.Transit)),
        new("to_receive", "To confirm as received", "Orders that the carrier has delivered and nobody has confirmed.", Orders(new() { Tab = QueueTab.All, Status = OrderStatus.Delivered })),
        new("expiring", "IVRs ending within two weeks", "Verifications of your recipients whose last day is near.", Verifications(new() { EndsWithinDays = EndingDays })) { Noun = "IVRs" },
    ];

    private static IReadOnlyList<TilePlan> Sales() =>
    [
        new("review", "With the coordinator", "Orders of your accounts that wait for the coordinator.", Orders(new() { Tab = QueueTab.Action, Sort = OrderSort.ServiceDate })),
        new("sent_back", "Sent back", "Orders of your accounts that were sent back to the provider.", Orders(new() { Tab = QueueTab.Returned })) { IsProblem = true },
        new("manufacturer", "With the manufacturer", "Orders of your accounts that wait for the manufacturer.", Orders(new() { Tab = QueueTab.Manufacturer })),
        new("transit", "On the way", "Orders of your accounts that have left the manufacturer.", Orders(new() { Tab = QueueTab.Transit })),
        new("uncovered", "Open without a valid IVR", "Open orders of your accounts whose IVR is not valid for the service date.", Orders(new() { Tab = QueueTab.All, OpenOnly = true, UncoveredOnly = true })),
    ];

    private static OrderFilter All(OrderMilestone passed, DateTimeOffset since) => new() { Tab = QueueTab.All, Span = new(passed, since, null) };

    private static string MyOrders(QueueTab tab) => $"{MyOrdersPath}?tab={tab.ToString().ToLowerInvariant()}";

    private static string Verifications(VerificationFilter list) => new VerificationAddress(list, DeskLayout.Table).Write();

    private string Passed(OrderMilestone passed, DateOnly first, DateOnly last) => Orders(Narrowed(new() { Tab = QueueTab.All, Span = OrderSpan.Days(passed, first, last, zone) }));

    private OrderSpan Period(OrderMilestone passed) => OrderSpan.Days(passed, today.AddDays(1 - filter.Days), today, zone);

    private OrderFilter Narrowed(OrderFilter list) => list with { FacilityId = filter.FacilityId, ManufacturerId = filter.ManufacturerId };
}
