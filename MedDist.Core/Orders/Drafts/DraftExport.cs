using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;

namespace MedDist.Core.Orders.Drafts;

/// <summary>The list of drafts as a file.</summary>
public sealed class DraftExport(OrderDrafts drafts) : ExportSource<DraftRow>
{
    public override string Kind => "drafts";

    public override string Title => "Drafts";

    public override string Path => "/my/drafts";

    public override bool HoldsPhi => true;

    public override bool MayExport(Role? role) => OrderPermissions.MayPlace(role);

    protected override IReadOnlyList<ExportColumn<DraftRow>> Columns { get; } =
    [
        new("recipient", "Patient", ExportKind.Text, r => r.Recipient),
        new("products", "Products", ExportKind.Text, r => r.Products, 40),
        new("facility", "Facility", ExportKind.Text, r => r.Facility, 26),
        new("service", "Service", ExportKind.Day, r => r.ServiceDate),
        new("saved", "Saved", ExportKind.Moment, r => r.SavedAt),
        new("from", "Begun by", ExportKind.Text, r => r.From),
    ];

    protected override Guid? PersonOf(DraftRow row) => row.RecipientId;

    protected override async Task<ExportList<DraftRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var rows = await drafts.ListAsync(cancel);
        return new([], "Last saved first", rows.Count, ExportRows.OfAsync(rows));
    }
}
