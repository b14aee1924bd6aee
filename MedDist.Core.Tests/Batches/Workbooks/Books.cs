using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace MedDist.Core.Tests.Batches.Workbooks;

/// <summary>A cell that goes over several columns or rows.</summary>
public sealed record Merged(object? Value, int Columns = 1, int Rows = 1);

/// <summary>Writes workbooks as other programs do, cell by cell: text, whole numbers, days, merged cells, formulas.</summary>
public static class Books
{
    /// <summary>As Excel writes it: shared strings, dates by their style, addresses, merged cells, a hidden sheet.</summary>
    public static byte[] Excel(IReadOnlyList<object?[]> rows, bool from1904 = false)
    {
        List<string> strings = [];
        List<string> merges = [];
        var sheet = new StringBuilder("<sheetData>");
        for (var r = 0; r < rows.Count; r++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                var value = rows[r][c];
                if (value is Merged merged)
                {
                    merges.Add($"{Address(r, c)}:{Address(r + merged.Rows - 1, c + merged.Columns - 1)}");
                    value = merged.Value;
                }

                sheet.Append(value switch
                {
                    null => "",
                    string text => $"<c r=\"{Address(r, c)}\" t=\"s\"><v>{IndexOf(text)}</v></c>",
                    DateOnly day => $"<c r=\"{Address(r, c)}\" s=\"1\"><v>{Serial(day, from1904)}</v></c>",
                    Formula f => $"<c r=\"{Address(r, c)}\" t=\"str\"><f>{SecurityElement.Escape(f.Text)}</f>{(f.Value is null ? "" : $"<v>{SecurityElement.Escape(f.Value)}</v>")}</c>",
                    Zeros z => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Address(r, c)}\" s=\"2\"><v>{z.Number}</v></c>"),
                    IFormattable number => $"<c r=\"{Address(r, c)}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
                    _ => throw new ArgumentException(value.GetType().Name),
                });
            }

            sheet.Append("</row>");
        }

        sheet.Append("</sheetData>");
        sheet.Append(merges.Count == 0 ? "" : $"<mergeCells>{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>");
        return Package(
            $"<workbookPr{(from1904 ? " date1904=\"1\"" : "")}/>", sheet.ToString(),
            $"<sst xmlns=\"{Main}\">{string.Concat(strings.Select((s, i) => i % 3 == 1 ? $"<si><r><t>{SecurityElement.Escape(s[..(s.Length / 2)])}</t></r><r><t xml:space=\"preserve\">{SecurityElement.Escape(s[(s.Length / 2)..])}</t></r></si>" : $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(s)}</t></si>"))}</sst>");

        int IndexOf(string text)
        {
            if (strings.IndexOf(text) is >= 0 and var at)
            {
                return at;
            }

            strings.Add(text);
            return strings.Count - 1;
        }
    }

    /// <summary>As libraries write it: inline strings, cells and rows without addresses.</summary>
    public static byte[] Library(IReadOnlyList<string[]> rows) =>
        Package("", $"<sheetData>{string.Concat(rows.Select(r => $"<row>{string.Concat(r.Select(c => $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(c)}</t></is></c>"))}</row>"))}</sheetData>", null);

    /// <summary>A flat OpenDocument sheet, which LibreOffice saves in any other format.</summary>
    public static byte[] OpenDocument(IReadOnlyList<object?[]> rows)
    {
        var body = new StringBuilder();
        foreach (var row in rows)
        {
            body.Append("<table:table-row>");
            foreach (var cell in row)
            {
                var (value, span) = cell is Merged m ? (m.Value, m) : (cell, null);
                var merge = span is null ? "" : string.Create(CultureInfo.InvariantCulture, $" table:number-columns-spanned=\"{span.Columns}\" table:number-rows-spanned=\"{span.Rows}\"");
                body.Append(value switch
                {
                    null => $"<table:table-cell{merge}/>",
                    string text => $"<table:table-cell{merge} office:value-type=\"string\"><text:p>{SecurityElement.Escape(text)}</text:p></table:table-cell>",
                    DateOnly day => $"<table:table-cell{merge} table:style-name=\"day\" office:value-type=\"date\" office:date-value=\"{day:yyyy-MM-dd}\"/>",
                    IFormattable number => $"<table:table-cell{merge} office:value-type=\"float\" office:value=\"{number.ToString(null, CultureInfo.InvariantCulture)}\"/>",
                    _ => throw new ArgumentException(value.GetType().Name),
                });
            }

            body.Append("</table:table-row>");
        }

        return Encoding.UTF8.GetBytes($$"""
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
             xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
            <office:automatic-styles><number:date-style style:name="d"><number:month/><number:text>/</number:text><number:day/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
            <style:style style:name="day" style:family="table-cell" style:data-style-name="d"/></office:automatic-styles>
            <office:body><office:spreadsheet><table:table table:name="Renewals">{{body}}</table:table></office:spreadsheet></office:body></office:document>
            """);
    }

    /// <summary>A package whose sheet part is <paramref name="write"/>.</summary>
    public static byte[] WithSheet(Action<StreamWriter> write)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Fixed("", null))
            {
                Add(zip, name, w => w.Write(text));
            }

            Add(zip, "xl/worksheets/sheet1.xml", write);
        }

        return output.ToArray();
    }

    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static byte[] Package(string workbook, string sheet, string? strings)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Fixed(workbook, strings))
            {
                Add(zip, name, w => w.Write(text));
            }

            Add(zip, "xl/worksheets/sheet1.xml", w => w.Write($"<?xml version=\"1.0\"?><worksheet xmlns=\"{Main}\">{sheet}</worksheet>"));
        }

        return output.ToArray();
    }

    private static IEnumerable<(string, string)> Fixed(string workbook, string? strings)
    {
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006/relationships";
        yield return ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
        yield return ("_rels/.rels", $"<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>");
        yield return ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{office}\">{workbook}<sheets><sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"rId4\"/><sheet name=\"Renewals\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        yield return ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0000000000\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
        if (strings is not null)
        {
            yield return ("xl/sharedStrings.xml", strings);
        }
    }

    private static void Add(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false));
        write(writer);
    }

    private static string Address(int row, int column) => $"{(char)('A' + column)}{row + 1}";

    private static int Serial(DateOnly day, bool from1904) => (int)day.ToDateTime(TimeOnly.MinValue).ToOADate() - (from1904 ? 1462 : 0);
}

/// <summary>A formula with the value it had when it was saved.</summary>
public sealed record Formula(string Text, string? Value);

/// <summary>A number that its format shows with ten digits.</summary>
public sealed record Zeros(long Number);
