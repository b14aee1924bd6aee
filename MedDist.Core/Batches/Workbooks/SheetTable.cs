namespace MedDist.Core.Batches.Workbooks;

/// <summary>A sheet whose row of headings is known.</summary>
/// <param name="Sheet">All its rows.</param>
/// <param name="HeaderAt">Place of the headings among the rows.</param>
/// <param name="Headings">One for each column; a heading that spans several columns stands before theirs. Empty for columns without one.</param>
public sealed record SheetTable(WorkbookSheet Sheet, int HeaderAt, IReadOnlyList<string> Headings)
{
    /// <summary>Number of the headings' row in the file.</summary>
    public int HeaderRow => Sheet.Rows[HeaderAt].Number;

    /// <summary>The rows below the headings, without headings that come again further down, as on printed pages.</summary>
    public IEnumerable<SheetRow> Rows => Sheet.Rows.Skip(HeaderAt + 1).Where(r => !r.IsEmpty && !IsHeaderAgain(r));

    public IEnumerable<SheetCell> Column(int column) => Rows.Select(r => r[column]);

    private bool IsHeaderAgain(SheetRow row) => row.Cells.Count(c => !c.IsEmpty) > 1 && row.Cells.Select((c, i) => c.IsEmpty || (i < Headings.Count && Headings[i].EndsWith(c.Text, StringComparison.OrdinalIgnoreCase))).All(same => same);

    /// <summary>The sheet and row that look most like a table with known headings, below whatever titles stand above it; null where none does.</summary>
    public static SheetTable? Find(Workbook book, IReadOnlyList<WorkbookField> fields) => book.Sheets.Where(s => s.Rows.Count > 0)
        .SelectMany(s => Enumerable.Range(0, s.Rows.Count).TakeWhile(i => s.Rows[i].Number <= WorkbookLimits.HeaderRows || i < 3).Select(i => (Sheet: s, At: i)))
        .Select(c => (Table: At(c.Sheet, c.At), Words: WordsOf(c.Sheet.Rows[c.At])))
        .Where(c => c.Words >= 2)
        .OrderByDescending(c => WorkbookFields.Guess(c.Table.Headings, fields).Count).ThenByDescending(c => Math.Min(1, c.Table.Sheet.Rows.Count - c.Table.HeaderAt - 1)).ThenByDescending(c => c.Words).ThenBy(c => c.Table.HeaderAt)
        .Select(c => c.Table).FirstOrDefault();

    /// <summary>The table of a sheet whose headings stand in a row of that number; null where there is no such row.</summary>
    public static SheetTable? At(Workbook book, string? sheet, int headerRow) =>
        book.Sheets.FirstOrDefault(s => s.Name == sheet) is { } found && found.Rows.ToList().FindIndex(r => r.Number == headerRow) is >= 0 and var at ? At(found, at) : null;

    private static SheetTable At(WorkbookSheet sheet, int at)
    {
        var own = sheet.Rows[at];
        var width = Math.Max(own.Cells.Count, sheet.Rows.Skip(at + 1).Take(20).Select(r => r.Cells.Count).DefaultIfEmpty().Max());
        var above = at > 0 && sheet.Rows[at - 1].Number == own.Number - 1 && IsGroups(sheet.Rows[at - 1]) ? sheet.Rows[at - 1] : null;
        return new(sheet, at, [.. Enumerable.Range(0, width).Select(i => Heading(own[i].Text, above?[i].Text ?? ""))]);
    }

    private static string Heading(string own, string group) => own.Length == 0 ? group : group.Length == 0 || group == own ? own : $"{group} {own}";

    /// <summary>Headings above headings: several, and some of them over more than one column.</summary>
    private static bool IsGroups(SheetRow row)
    {
        var texts = row.Cells.Where(c => !c.IsEmpty).Select(c => c.Text).ToList();
        var different = texts.Distinct().Count();
        return different >= 2 && different < texts.Count;
    }

    /// <summary>How many different short texts a row has.</summary>
    private static int WordsOf(SheetRow row) => row.Cells.Where(c => c is { Kind: CellKind.Text, Text.Length: <= 80 }).Select(c => c.Text).Distinct().Count();
}
