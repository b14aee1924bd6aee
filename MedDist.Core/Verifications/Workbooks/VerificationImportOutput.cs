using System.Globalization;
using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>The rows of an import that were not taken, in the layout they came in, title rows included, with a column that says why: to be corrected and imported again, or sent back to the manufacturer.</summary>
public sealed class VerificationImportOutput(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, PhiAccess phi)
{
    public const string ReasonHeading = "Why it was not taken";

    /// <summary>The file; null for who may not see it, and before it is checked. Who takes it is recorded.</summary>
    public async Task<BatchFile?> RejectedAsync(Guid id, bool asCsv, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.StagedImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id && i.Kind == VerificationSheetColumns.Kind, cancel) is not { } import
            || await VerificationImportFiles.ReadAsync(files, import, cancel) is not { Succeeded: true } book || SheetTable.At(book.Value, import.SheetName, import.HeaderRow) is not { } table)
        {
            return null;
        }

        var why = await ReasonsAsync(db, import, cancel);
        var width = table.Headings.Count;
        var heading = table.Sheet.Rows[table.HeaderAt];
        var sheet = new Sheet(
            "Not taken",
            [.. Enumerable.Range(0, width).Select(i => new SheetColumn(heading[i].Text, 18)), new(ReasonHeading, 60)],
            table.Rows.Where(r => why.ContainsKey(r.Number)).Select(r => (IReadOnlyList<object?>)[.. Enumerable.Range(0, width).Select(i => ValueOf(r[i])), why[r.Number]]))
        {
            Above = [.. table.Sheet.Rows.Take(table.HeaderAt).Select(r => (IReadOnlyList<object?>)[.. TitleOf(r)])],
        };
        using var output = new MemoryStream();
        if (asCsv)
        {
            CsvFile.Write(output, sheet);
        }
        else
        {
            XlsxFile.Write(output, sheet);
        }

        await phi.RecordAsync("verification-import", id, PhiAction.Export, "Rows of a workbook that were not taken", cancel);
        return new($"{Path.GetFileNameWithoutExtension(import.FileName)}-not-taken{(asCsv ? ".csv" : ".xlsx")}", asCsv ? CsvFile.ContentType : XlsxFile.ContentType, output.ToArray());
    }

    /// <summary>By row of the file: what the check said, or what came of it in the batch.</summary>
    private static async Task<Dictionary<int, string>> ReasonsAsync(MedDistDbContext db, StagedImport import, CancellationToken cancel)
    {
        var why = await db.StagedRows.Where(r => r.ImportId == import.Id && (r.Outcome == RowOutcome.Reject || r.Outcome == RowOutcome.Decide)).Select(r => new { r.Number, r.Outcome, r.Problem })
            .ToDictionaryAsync(r => r.Number, r => r.Outcome == RowOutcome.Decide ? $"Not decided. {r.Problem}" : r.Problem ?? "", cancel);
        if (import.BatchId is { } batch)
        {
            var refused = await db.BatchItems.Where(i => i.BatchId == batch && i.Result != BatchResult.Changed && i.Result != BatchResult.Pending)
                .Join(db.StagedRows, i => i.EntityId, r => r.Id, (i, r) => new { r.Number, i.Reason, i.Result }).ToListAsync(cancel);
            refused.ForEach(r => why[r.Number] = r.Reason ?? r.Result.Label());
        }

        return why;
    }

    /// <summary>The cells of a title row, each text once: a merged title would come back in every column.</summary>
    private static IEnumerable<object?> TitleOf(SheetRow row) => row.Cells.Select((c, i) => i > 0 && c.Text == row[i - 1].Text ? null : ValueOf(c));

    /// <summary>Days as days; numbers as they were, but those with leading zeros or too long for one as text.</summary>
    private static object? ValueOf(SheetCell cell) => cell.Kind switch
    {
        _ when cell.IsEmpty => null,
        CellKind.Day when cell.Text.Length == 10 => DateOnly.ParseExact(cell.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Number when cell.Text.Length < 15 && !(cell.Text.Length > 1 && cell.Text[0] == '0' && cell.Text[1] != '.') && decimal.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => cell.Text,
    };
}
