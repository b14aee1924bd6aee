using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Shipping;

/// <summary>The list of parcels as a file.</summary>
public sealed class ShipmentExport(ShipmentQueries queries) : ExportSource<ShipmentRow>
{
    private const int Page = 500;

    public override string Kind => "shipments";

    public override string Title => "Shipments";

    public override string Path => ShipmentAddress.Path;

    public override bool MayExport(Role? role) => ShippingPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<ShipmentRow>> Columns { get; } =
    [
        new("carrier", "Carrier", ExportKind.Text, r => r.Carrier, 12),
        new("parcel", "Parcel", ExportKind.Code, r => r.TrackingNumber, 26),
        new("order", "Order", ExportKind.Code, r => r.OrderNumber),
        new("state", "State", ExportKind.Text, r => (r.Stage == ShipmentStage.Voided ? "Voided" : r.Status.Label()) + (r.IsSimulated ? " (simulated)" : "")),
        new("problem", "Problem", ExportKind.Text, r => r.Problem?.Label()),
        new("why", "Why", ExportKind.Text, r => r.ProblemSentence, 48),
        new("shipped", "Shipped", ExportKind.Moment, r => r.ShippedAt),
        new("expected", "Expected", ExportKind.Day, r => r.EstimatedOn),
        new("arrived", "Arrived", ExportKind.Moment, r => r.DeliveredAt),
        new("needed", "Needed by", ExportKind.Day, r => r.NeededBy),
        new("facility", "Facility", ExportKind.Text, r => r.FacilityName, 26),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.ManufacturerName),
    ];

    /// <summary>A tab in the words of the screen.</summary>
    public static string Name(ShipmentTab tab) => tab switch
    {
        ShipmentTab.Road => "On the road",
        ShipmentTab.Unconfirmed => "Delivered, not received",
        _ => tab.ToString(),
    };

    protected override async Task<ExportList<ShipmentRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = ShipmentAddress.Read(ask.Address) with { Skip = 0, Take = Page };
        return new(
            ExportRows.Criteria(("Tab", Name(filter.Tab)), ("Search", filter.Search), ("Carrier", filter.Carrier)),
            "Latest shipped first",
            (await queries.ListAsync(filter with { Take = 1 }, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await queries.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}

/// <summary>Messages of carriers that found no parcel, as a file.</summary>
public sealed class CarrierMessageExport(ShipmentQueries queries) : ExportSource<CarrierMessageRow>
{
    public override string Kind => "carrier-messages";

    public override string Title => "Carrier messages without a parcel";

    public override string Path => "/shipments/feed";

    public override bool MayExport(Role? role) => ShippingPermissions.MayRecord(role);

    protected override IReadOnlyList<ExportColumn<CarrierMessageRow>> Columns { get; } =
    [
        new("number", "Number", ExportKind.Code, r => r.TrackingNumber, 26),
        new("carrier", "Carrier", ExportKind.Text, r => r.Carrier, 12),
        new("why", "Why", ExportKind.Text, r => r.Note, 50),
        new("came", "Came", ExportKind.Moment, r => r.ReceivedAt),
        new("from", "From", ExportKind.Text, r => r.Source.Label()),
    ];

    protected override async Task<ExportList<CarrierMessageRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var rows = await queries.UnappliedAsync(cancel);
        return new([], "Latest first", rows.Count, ExportRows.OfAsync(rows));
    }
}
