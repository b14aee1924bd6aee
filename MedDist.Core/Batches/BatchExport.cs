using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Batches;

/// <summary>The list of bulk actions as a file. The rows of one of them have a file of their own (<see cref="BatchOutput"/>).</summary>
public sealed class BatchExport(BatchQueries queries, BatchActions actions) : ExportSource<BatchRow>
{
    public override string Kind => "batches";

    public override string Title => "Bulk actions";

    public override string Path => BatchAddress.Path;

    public override bool MayExport(Role? role) => BatchPermissions.May(role);

    protected override IReadOnlyList<ExportColumn<BatchRow>> Columns { get; } =
    [
        new("what", "What", ExportKind.Text, r => r.Title, 28),
        new("status", "Status", ExportKind.Text, r => r.Status.Label(), 12),
        new("rows", "Rows", ExportKind.Whole, r => r.Total),
        new("changed", "Changed", ExportKind.Whole, r => r.Changed),
        new("skipped", "Skipped", ExportKind.Whole, r => r.Skipped),
        new("failed", "Failed", ExportKind.Whole, r => r.Failed),
        new("cancelled", "Cancelled", ExportKind.Whole, r => r.Cancelled),
        new("by", "Made by", ExportKind.Text, r => r.CreatedByName),
        new("runBy", "Run by", ExportKind.Text, r => r.RunByName),
        new("when", "When", ExportKind.Moment, r => r.StartedAt ?? r.CreatedAt),
        new("ended", "Ended", ExportKind.Moment, r => r.CompletedAt),
    ];

    protected override async Task<ExportList<BatchRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var filter = BatchAddress.ReadList(ask.Address.AbsoluteUri) with { Skip = 0 };
        return new(
            ExportRows.Criteria(("Only", filter.MineOnly ? "mine" : null), ("What", filter.Kind is { } kind ? actions.Find(kind)?.Title ?? kind : null), ("Status", filter.Status?.Label())),
            "Running first, then the latest",
            (await queries.ListAsync(filter, cancel)).Total,
            ExportRows.PagedAsync(async (skip, c) => (await queries.ListAsync(filter with { Skip = skip }, c)).Rows, cancel));
    }
}
