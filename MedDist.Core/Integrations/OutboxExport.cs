using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Integrations;

/// <summary>The outbox as a file.</summary>
public sealed class OutboxExport(OutboxQueries queries) : ExportSource<OutboxRow>
{
    public override string Kind => "outbox";

    public override string Title => "Outbox";

    public override string Path => OutboxAddress.Path;

    public override bool MayExport(Role? role) => IntegrationPermissions.MayView(role);

    protected override IReadOnlyList<ExportColumn<OutboxRow>> Columns { get; } =
    [
        new("when", "When", ExportKind.Moment, r => r.Status == QueueStatus.Pending ? r.LeavesAt : r.EndedAt ?? r.LeavesAt),
        new("state", "State", ExportKind.Text, r => r.Status.Label(), 12),
        new("kind", "Kind", ExportKind.Text, r => r.Kind.Label(), 16),
        new("rush", "Rush", ExportKind.YesNo, r => r.IsUrgent),
        new("reference", "Order", ExportKind.Code, r => r.Reference, 26),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.ManufacturerName),
        new("to", "To", ExportKind.Text, r => string.Join(", ", r.To), 40),
        new("tries", "Tries", ExportKind.Whole, r => r.Attempts),
        new("words", "What happened", ExportKind.Text, r => r.Words, 50),
    ];

    protected override async Task<ExportList<OutboxRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = OutboxAddress.Read(ask.Address).Filter with { Skip = 0, Take = OutboxFilter.MaxPageSize };
        var choices = await queries.ManufacturersAsync(cancel);
        return new(
            ExportRows.Criteria(
                ("Tab", filter.Tab.Label()), ("Manufacturer", OrderListWords.NameOf(choices, filter.ManufacturerId)), ("Kind", filter.Kind?.Label()), ("Day", filter.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
            filter.Tab is OutboxTab.Waiting or OutboxTab.Sending ? "Next to leave first" : "Latest first",
            (await queries.ListAsync(filter with { Take = 1 }, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await queries.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}
