using System.Globalization;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Manufacturers;

/// <summary>The list of manufacturers as a file.</summary>
public sealed class ManufacturerExport(ManufacturerQueries queries) : ExportSource<ManufacturerRow>
{
    public override string Kind => "manufacturers";

    public override string Title => "Manufacturers";

    public override string Path => "/manufacturers";

    public override bool MayExport(Role? role) => ManufacturerPermissions.All[0].Allows(role);

    protected override IReadOnlyList<ExportColumn<ManufacturerRow>> Columns { get; } =
    [
        new("name", "Manufacturer", ExportKind.Text, r => r.Name, 28),
        new("type", "Type", ExportKind.Text, r => r.Type.ToString(), 16),
        new("orders", "Orders to", ExportKind.Text, r => r.Addresses.GetValueOrDefault(ContactType.Order), 34),
        new("ivr", "IVR requests to", ExportKind.Text, r => r.Addresses.GetValueOrDefault(ContactType.Ivr), 34),
        new("support", "Support", ExportKind.Text, r => r.Addresses.GetValueOrDefault(ContactType.Support), 34),
        new("lead", "Lead time, days", ExportKind.Whole, r => r.LeadTimeDays, 16),
        new("cutoff", "Cut-off", ExportKind.Text, r => r.CutOff.ToString("h:mm tt", CultureInfo.GetCultureInfo("en-US")), 12),
        new("leave", "Orders leave", ExportKind.Text, r => ManufacturerWords.Brief(r.Combine, r.CombineMinutes)),
        new("failed", "Failed messages", ExportKind.Whole, r => r.Stuck, 16),
        new("waiting", "Waiting messages", ExportKind.Whole, r => r.Waiting, 17),
    ];

    protected override async Task<ExportList<ManufacturerRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = new ManufacturerFilter(ask.Query["q"], 0, ManufacturerQueries.MaxPageSize);
        return new(
            ExportRows.Criteria(("Search", filter.Search)), "By name", (await queries.ListAsync(filter with { Take = 1 }, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await queries.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}

/// <summary>The log of manufacturers' requests as a file.</summary>
public sealed class ManufacturerRequestExport(ManufacturerRequestQueries queries) : ExportSource<ManufacturerRequestRow>
{
    public override string Kind => "manufacturer-requests";

    public override string Title => "Manufacturer requests";

    public override string Path => "/manufacturers/requests";

    public override bool MayExport(Role? role) => ManufacturerPermissions.All[0].Allows(role);

    protected override IReadOnlyList<ExportColumn<ManufacturerRequestRow>> Columns { get; } =
    [
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.Manufacturer),
        new("wants", "Wants", ExportKind.Text, r => RequestWords.About(r.Type, r.EndingBy), 28),
        new("due", "Due", ExportKind.Day, r => r.DueOn),
        new("status", "Status", ExportKind.Text, r => r.Status.Label(), 12),
        new("asked", "Asked", ExportKind.Moment, r => r.RequestedAt),
        new("how", "How", ExportKind.Text, r => r.Via?.Way(), 12),
        new("who", "By whom", ExportKind.Text, r => r.RequestedBy),
        new("details", "Details", ExportKind.Text, r => r.Details, 40),
        new("answer", "Answer", ExportKind.Text, r => r.Outcome, 40),
        new("sent", "Rows sent", ExportKind.Whole, r => r.SentCount),
        new("closed", "Closed", ExportKind.Moment, r => r.CompletedAt),
        new("closedBy", "Closed by", ExportKind.Text, r => r.CompletedBy),
    ];

    protected override async Task<ExportList<ManufacturerRequestRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = new ManufacturerRequestFilter { IsOpen = ask.Query["show"] switch { "open" => true, "closed" => false, _ => null }, ManufacturerId = Guid.TryParse(ask.Query["manufacturer"], out var id) ? id : null };
        var name = filter.ManufacturerId is null ? null : (await queries.ManufacturersAsync(cancel)).FirstOrDefault(m => m.Id == filter.ManufacturerId).Name ?? "unknown";
        return new(
            ExportRows.Criteria(("Only", filter.IsOpen switch { true => "open", false => "closed", null => null }), ("Manufacturer", name)), "Open first, the earliest due first", (await queries.ListAsync(filter, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await queries.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}
