using System.Buffers;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>A workbook that is written while its rows come: <see cref="Begin"/> a sheet, <see cref="Write"/> its rows, begin the next; disposing completes the file.</summary>
public sealed class XlsxWriter(Stream output) : IDisposable
{
    private const string Declaration = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Part = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int BufferLength = 32 * 1024;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("[]:*?/\\");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ZipArchive zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> names = [];
    private readonly List<IReadOnlyList<SheetChart>> charts = [];
    private XlsxCells? cells;
    private SheetHead? sheet;
    private int[] styles = [];
    private int rows;
    private bool isClosed;

    /// <summary>Rows of the current sheet below its heading.</summary>
    public int Rows => rows;

    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    public void Begin(SheetHead head)
    {
        if (head.Name.Length is 0 or > 31 || head.Name.AsSpan().ContainsAny(NotInNames) || names.Contains(head.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"A sheet cannot be called {head.Name}.", nameof(head));
        }

        End();
        names.Add(head.Name);
        charts.Add(head.Charts);
        (sheet, rows, styles) = (head, 0, [.. head.Columns.Select(c => XlsxStyles.Of(c.Look))]);
        var text = new StreamWriter(zip.CreateEntry($"xl/worksheets/sheet{names.Count}.xml", CompressionLevel.Fastest).Open(), Utf8, BufferLength);
        text.Write($"""{Declaration}<worksheet xmlns="{Main}" xmlns:r="{Office}">""");
        text.Write(head.Footer is null ? "" : """<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>""");
        var heading = head.Above.Count + 1;
        text.Write(FormattableString.Invariant(
            $"""<sheetViews><sheetView workbookViewId="0"><pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"""));
        for (var i = 1; i <= head.Columns.Count; i++)
        {
            text.Write(FormattableString.Invariant($"""<col min="{i}" max="{i}" width="{head.Columns[i - 1].Width:0.##}" customWidth="1"/>"""));
        }

        text.Write("</cols><sheetData>");
        cells = new(text);
        foreach (var row in head.Above)
        {
            cells.Row(row, [], null);
        }

        cells.Row([.. head.Columns.Select(c => (object?)c.Title)], [], XlsxStyles.Heading);
    }

    /// <exception cref="ArgumentException">The sheet is full, or a cell holds what a sheet cannot.</exception>
    public void Write(IReadOnlyList<object?> row)
    {
        if (++rows > Sheet.MostRows)
        {
            throw new ArgumentException($"A sheet holds at most {Sheet.MostRows} rows.", nameof(row));
        }

        cells!.Row(row, styles, null);
    }

    public void Dispose()
    {
        if (isClosed)
        {
            return;
        }

        isClosed = true;
        End();
        WriteParts();
        zip.Dispose();
    }

    private void End()
    {
        if (cells is null || sheet is null)
        {
            return;
        }

        var text = cells.Text;
        text.Write("</sheetData>");
        var heading = sheet.Above.Count + 1;
        text.Write(FormattableString.Invariant($"""<autoFilter ref="A{heading}:{ColumnName(sheet.Columns.Count)}{rows + heading}"/>"""));
        if (sheet.Footer is { } footer)
        {
            text.Write("""<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>""");
            text.Write($"<headerFooter><oddFooter>{Escaped($"&L{footer.Replace("&", "&&", StringComparison.Ordinal)}&RPage &P of &N")}</oddFooter></headerFooter>");
        }

        text.Write(sheet.Charts.Count > 0 ? """<drawing r:id="rId1"/>""" : "");
        text.Write("</worksheet>");
        text.Dispose();
        cells = null;
        if (sheet.Charts.Count > 0)
        {
            XlsxCharts.Write(Add, names.Count, sheet.Charts, charts.SkipLast(1).Sum(c => c.Count) + 1);
        }
    }

    private void WriteParts()
    {
        var made = 0;
        var drawings = charts.Select((some, i) => (Sheet: i + 1, some.Count)).Where(s => s.Count > 0).ToList();
        Add("[Content_Types].xml",
            $"""<Types xmlns="{Packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"""
            + $"""<Override PartName="/xl/workbook.xml" ContentType="{Part}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Part}.styles+xml"/>"""
            + string.Concat(names.Select((_, i) => $"""<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{Part}.worksheet+xml"/>"""))
            + string.Concat(drawings.Select(d => $"""<Override PartName="/xl/drawings/drawing{d.Sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>"""
                + string.Concat(Enumerable.Range(0, d.Count).Select(_ => $"""<Override PartName="/xl/charts/chart{++made}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>"""))))
            + "</Types>");
        Add("_rels/.rels", Links((1, $"{Office}/officeDocument", "xl/workbook.xml")));
        Add("xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(names.Select((name, i) => $"""<sheet name="{Escaped(name)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>""");
        Add("xl/_rels/workbook.xml.rels", Links([.. names.Select((_, i) => (i + 1, $"{Office}/worksheet", $"worksheets/sheet{i + 1}.xml")), (names.Count + 1, $"{Office}/styles", "styles.xml")]));
        using var style = zip.CreateEntry("xl/styles.xml", CompressionLevel.Fastest).Open();
        style.Write(Utf8.GetBytes(XlsxStyles.Part));
    }

    private void Add(string name, string xml)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Utf8.GetBytes(Declaration + xml));
    }

    internal static string Links(params IEnumerable<(int Id, string Type, string Target)> links) =>
        $"""<Relationships xmlns="{Packages}/relationships">{string.Concat(links.Select(l => $"""<Relationship Id="rId{l.Id}" Type="{l.Type}" Target="{l.Target}"/>"""))}</Relationships>""";

    internal static string Escaped(string text) => SecurityElement.Escape(text);

    internal static string ColumnName(int number) => number <= 26 ? $"{(char)('A' + number - 1)}" : ColumnName((number - 1) / 26) + ColumnName(((number - 1) % 26) + 1);
}
