using MedDist.Core.Kernel;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;

namespace MedDist.Core.Orders;

/// <summary>The order queue as a file.</summary>
public sealed class OrderExport(OrderQueries queries, OrderFlags flags, TenantDirectory tenants, ICallContext call, TimeProvider clock) : ExportSource<OrderRow>
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    public override string Kind => "orders";

    public override string Title => "Orders";

    public override string Path => QueueAddress.Path;

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => OrderPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<OrderRow>> Columns =>
    [
        new("urgency", "Urgency", ExportKind.Text, r => SendByWords.Of(r, clock.GetUtcNow(), zone).Text, 26),
        new("number", "Order", ExportKind.Code, r => r.OrderNumber),
        new("owner", "By", ExportKind.Text, r => r.ClaimedByName, 18),
        new("recipient", "Recipient", ExportKind.Text, r => r.RecipientName),
        new("provider", "Provider", ExportKind.Text, r => r.ProviderName),
        new("facility", "Facility", ExportKind.Text, r => r.FacilityName, 26),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.ManufacturerName),
        new("service", "Service", ExportKind.Day, r => r.ServiceDate),
        new("deliver", "Deliver by", ExportKind.Day, r => r.RequestedDeliveryDate),
        new("submitted", "Submitted", ExportKind.Moment, r => r.ProviderSubmittedAt),
        new("status", "Status", ExportKind.Text, r => OrderListWords.Status(r.Status, r.SendState)),
        new("ivr", "IVR", ExportKind.Text, r => r.IvrState.Label(), 14),
        new("flags", "Flags", ExportKind.Text, r => r.Flags.Count == 0 ? null : string.Join(", ", r.Flags.Select(f => f.Label)), 28),
        new("next", "Next step", ExportKind.Text, r => r.NextStep, 12),
        new("episode", "IVR in words", ExportKind.Text, r => r.IvrSentence, 48),
        new("type", "Type", ExportKind.Text, r => r.Type.ToString(), 12),
        new("sent", "Sent", ExportKind.Moment, r => r.ManufacturerSubmittedAt),
        new("claimant", "Claimed by", ExportKind.Text, r => r.ClaimedByName),
        new("due", "Send by", ExportKind.Moment, r => r.SendBy),
    ];

    protected override Guid? PersonOf(OrderRow row) => row.RecipientId;

    protected override async Task<ExportList<OrderRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        zone = (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone;
        var filter = QueueAddress.Read(ask.Address, ask.Search).Filter;
        var words = OrderListWords.Of(filter, await queries.ChoicesAsync(cancel), flags, zone).Where(w => w.Label != OrderListWords.Sorted);
        return new(ExportRows.Criteria(words.Prepend(("Tab", filter.Tab.Label())).Select(w => (w.Item1, (string?)w.Item2))), OrderListWords.Sort(filter), await queries.CountAsync(filter, cancel), queries.StreamAsync(filter, cancel));
    }
}

/// <summary>The list of one's own orders as a file: all of the tab, also beyond what the page shows.</summary>
public sealed class MyOrderExport(OrderQueries queries) : ExportSource<OrderRow>
{
    public override string Kind => "my-orders";

    public override string Title => "My orders";

    public override string Path => "/my/orders";

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => OrderPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<OrderRow>> Columns { get; } =
    [
        new("number", "Order", ExportKind.Code, r => r.OrderNumber),
        new("recipient", "Patient", ExportKind.Text, r => r.RecipientName),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.ManufacturerName),
        new("facility", "Facility", ExportKind.Text, r => r.FacilityName, 26),
        new("service", "Service", ExportKind.Day, r => r.ServiceDate),
        new("status", "Status", ExportKind.Text, r => r.Status.Label()),
        new("ivr", "IVR", ExportKind.Text, r => r.IvrState.Label(), 14),
    ];

    /// <summary>What a tab of the page shows.</summary>
    public static OrderFilter FilterOf(QueueTab tab) => new() { Tab = tab, Take = 100, Sort = tab == QueueTab.All ? OrderSort.Submitted : OrderSort.Urgency, Descending = tab == QueueTab.All };

    /// <summary>The tab of an address; all orders where it names none.</summary>
    public static QueueTab TabOf(string? text) => Enum.TryParse<QueueTab>(text, true, out var tab) ? tab : QueueTab.All;

    protected override Guid? PersonOf(OrderRow row) => row.RecipientId;

    protected override async Task<ExportList<OrderRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = FilterOf(TabOf(ask.Query["tab"]));
        return new(ExportRows.Criteria(("Tab", filter.Tab.Label())), OrderListWords.Sort(filter), await queries.CountAsync(filter, cancel), queries.StreamAsync(filter, cancel));
    }
}
