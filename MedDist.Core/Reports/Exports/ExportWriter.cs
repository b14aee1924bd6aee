using System.Globalization;
using MedDist.Core.Documents.Pdf;
using MedDist.Core.Documents.Spreadsheets;

namespace MedDist.Core.Reports.Exports;

/// <summary>Writes the rows of a grid into one kind of file. <see cref="Finish"/> comes once, after the last row.</summary>
internal abstract class ExportWriter(ExportPaper paper) : IDisposable
{
    protected ExportPaper Paper { get; } = paper;

    public static ExportWriter Of(ExportFormat format, ExportPaper paper, Stream output) => format switch
    {
        ExportFormat.Excel => new ExcelExport(paper, output),
        ExportFormat.Csv => new CsvExport(paper, output),
        _ => new PdfExport(paper, output),
    };

    /// <param name="cells">Values as the columns give them; the array may be changed.</param>
    public abstract void Write(object?[] cells);

    /// <param name="rows">How many rows were written.</param>
    public abstract void Finish(int rows);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Turns values into what a sheet or CSV cell holds.</summary>
    protected object?[] Localized(object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = cells[i] switch
            {
                DateTimeOffset moment => TimeZoneInfo.ConvertTime(moment, Paper.Zone).DateTime,
                bool yes => yes ? "Yes" : "No",
                var other => other,
            };
        }

        return cells;
    }
}

/// <summary>A workbook: the rows, in as many sheets as they need, and a sheet about the file.</summary>
internal sealed class ExcelExport : ExportWriter
{
    private readonly XlsxWriter book;
    private readonly IReadOnlyList<SheetColumn> columns;
    private readonly string name;
    private int sheets;

    public ExcelExport(ExportPaper paper, Stream output)
        : base(paper)
    {
        name = string.Concat(paper.Grid.Title.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))).Trim() is { Length: > 0 } usable ? usable : "List";
        (book, columns) = (new XlsxWriter(output), [.. paper.Grid.Columns.Select(c => c.Sheet(paper.Currency))]);
        Begin();
    }

    public override void Write(object?[] cells)
    {
        if (book.Rows == Sheet.MostRows)
        {
            Begin();
        }

        book.Write(Localized(cells));
    }

    public override void Finish(int rows)
    {
        book.Begin(new("About this file", [new("What", 22), new("Value", 80)]) { Footer = Paper.Mark });
        foreach (var (label, value) in Paper.About(rows))
        {
            book.Write([label, value is DateTimeOffset moment ? TimeZoneInfo.ConvertTime(moment, Paper.Zone).DateTime : value]);
        }

        if (sheets > 1)
        {
            book.Write(["Sheets", FormattableString.Invariant($"{sheets}: a sheet holds {Sheet.MostRows:N0} rows")]);
        }

        Dispose();
    }

    public override void Dispose()
    {
        book.Dispose();
        base.Dispose();
    }

    private void Begin()
    {
        var number = ++sheets == 1 ? "" : FormattableString.Invariant($" {sheets}");
        book.Begin(new(name[..Math.Min(name.Length, 31 - number.Length)] + number, columns) { Footer = Paper.Mark });
    }
}

/// <summary>Heading and rows, nothing else: other programs read it. That it is about people is said by its name.</summary>
internal sealed class CsvExport : ExportWriter
{
    private readonly CsvWriter csv;

    public CsvExport(ExportPaper paper, Stream output)
        : base(paper)
    {
        csv = new(output);
        csv.Write([.. paper.Grid.Columns.Select(c => (object?)c.Sheet(paper.Currency).Title)]);
    }

    public override void Write(object?[] cells) => csv.Write(Localized(cells));

    public override void Finish(int rows) => Dispose();

    public override void Dispose()
    {
        csv.Dispose();
        base.Dispose();
    }
}

/// <summary>Paper: landscape, the head of each page in the tenant's colour, the heading of the table repeated, page numbers. Its rows are held in memory; the setting bounds them.</summary>
internal sealed class PdfExport(ExportPaper paper, Stream output) : ExportWriter(paper)
{
    // More columns than this do not fit a letter page.
    private const int MostOnLetter = 10;

    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");
    private readonly List<IReadOnlyList<string?>> all = [];

    public override void Write(object?[] cells) => all.Add([.. cells.Select((cell, i) => Text(cell, Paper.Grid.Columns[i].Kind))]);

    public override void Finish(int rows)
    {
        var setup = new PdfSetup
        {
            Title = Paper.Grid.Title,
            Author = Paper.Tenant,
            CreatedAt = Paper.At,
            TenantName = Paper.Tenant,
            FooterText = $"{Paper.Mark} · {Text(Paper.At, ExportKind.Moment)}, {Paper.User}",
            PageSize = (Paper.Grid.Columns.Count > MostOnLetter ? PdfPageSize.Tabloid : PdfPageSize.Letter).Landscape,
        };
        var pdf = new PdfDocument(PdfColor.TryParse(Paper.Accent, out var accent) ? setup with { Accent = accent } : setup);
        pdf.Heading(Paper.Grid.Title).KeyValues(Paper.About(rows).Select(a => (a.Label, Text(a.Value, a.Value is int ? ExportKind.Whole : ExportKind.Moment))), 3);
        pdf.Table(
            [.. Paper.Grid.Columns.Select(c => new PdfColumn(c.Sheet(Paper.Currency).Title, Math.Max(c.Width, c.Title.Length), c.IsNumber ? PdfAlign.Right : PdfAlign.Left))],
            all);
        output.Write(pdf.ToArray());
    }

    private string? Text(object? value, ExportKind kind) => (value, kind) switch
    {
        (null, _) => null,
        (DateOnly day, _) => day.ToString("d MMM yyyy", Words),
        (DateTimeOffset moment, _) => TimeZoneInfo.ConvertTime(moment, Paper.Zone).ToString("d MMM yyyy, h:mm tt", Words),
        (bool yes, _) => yes ? "Yes" : "No",
        (IFormattable part, ExportKind.Percent) => part.ToString("0.0 %", Words),
        (IFormattable amount, ExportKind.Money or ExportKind.Number) => amount.ToString("N2", Words),
        (IFormattable count, ExportKind.Whole) => count.ToString("N0", Words),
        _ => Convert.ToString(value, Words),
    };
}
