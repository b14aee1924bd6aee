using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using MedDist.Core.Verifications.Workbooks;

namespace MedDist.Web.Verifications.Import;

/// <summary>The list of imports as a file. The rows of one of them have a file of their own, in the manufacturer's layout.</summary>
internal sealed class ImportExport(VerificationImportQueries queries) : ExportSource<ImportRow>
{
    public override string Kind => "imports";

    public override string Title => "Imports of verifications";

    public override string Path => "/verifications/import";

    public override bool MayExport(Role? role) => Core.Verifications.VerificationPermissions.MayUpdate(role);

    protected override IReadOnlyList<ExportColumn<ImportRow>> Columns { get; } =
    [
        new("file", "File", ExportKind.Text, r => r.FileName, 34),
        new("manufacturer", "Manufacturer", ExportKind.Text, r => r.Manufacturer),
        new("state", "State", ExportKind.Text, r => ImportLook.State(r).Word, 14),
        new("rows", "Rows", ExportKind.Whole, r => r.RowCount),
        new("does", "What it does", ExportKind.Text, ImportLook.Counts, 40),
        new("by", "By", ExportKind.Text, r => r.CreatedByName),
        new("uploaded", "Uploaded", ExportKind.Moment, r => r.CreatedAt),
    ];

    protected override async Task<ExportList<ImportRow>> ReadAsync(ExportAsk ask, CancellationToken cancel)
    {
        var rows = await queries.ListAsync(cancel);
        return new([], "Latest first", rows.Count, ExportRows.OfAsync(rows));
    }
}
