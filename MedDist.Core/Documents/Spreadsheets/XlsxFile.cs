using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>
/// Writes sheets as an Office Open XML workbook (ECMA-376), row by row, so that memory does not grow with the rows. Headings are bold, stay in sight and carry a filter; days and moments are
/// real dates, numbers are numbers, and text is text: it is never calculated, also not after somebody has edited the cell.
/// </summary>
public static class XlsxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("[]:*?/\\");

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Part = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <exception cref="ArgumentException">A sheet's name cannot be used, or a cell holds what a sheet cannot.</exception>
    public static void Write(Stream output, params IReadOnlyList<Sheet> sheets)
    {
        foreach (var sheet in sheets.Where(s => s.Name.Length is 0 or > 31 || s.Name.AsSpan().ContainsAny(NotInNames)))
        {
            throw new ArgumentException($"A sheet cannot be called {sheet.Name}.", nameof(sheets));
        }

        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "[Content_Types].xml", xml => WriteTypes(xml, sheets.Count));
        Add(zip, "_rels/.rels", xml => WriteLinks(xml, [($"{Office}/officeDocument", "xl/workbook.xml")]));
        Add(zip, "xl/workbook.xml", xml => WriteBook(xml, sheets));
        Add(zip, "xl/_rels/workbook.xml.rels", xml => WriteLinks(xml, [.. sheets.Select((_, i) => ($"{Office}/worksheet", $"worksheets/sheet{i + 1}.xml")), ($"{Office}/styles", "styles.xml")]));
        Add(zip, "xl/styles.xml", XlsxStyles.Write);
        for (var i = 0; i < sheets.Count; i++)
        {
            var sheet = sheets[i];
            Add(zip, $"xl/worksheets/sheet{i + 1}.xml", xml => WriteSheet(xml, sheet));
        }
    }

    private static void Add(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var xml = XmlWriter.Create(stream);
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void WriteTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", Types);
        Write("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        Write("Default", "Extension", "xml", "application/xml");
        Write("Override", "PartName", "/xl/workbook.xml", $"{Part}.sheet.main+xml");
        Write("Override", "PartName", "/xl/styles.xml", $"{Part}.styles+xml");
        for (var i = 1; i <= sheets; i++)
        {
            Write("Override", "PartName", $"/xl/worksheets/sheet{i}.xml", $"{Part}.worksheet+xml");
        }

        void Write(string element, string key, string value, string type)
        {
            xml.WriteStartElement(element, Types);
            xml.WriteAttributeString(key, value);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }
    }

    private static void WriteLinks(XmlWriter xml, IReadOnlyList<(string Type, string Target)> links)
    {
        xml.WriteStartElement("Relationships", Packages);
        for (var i = 0; i < links.Count; i++)
        {
            xml.WriteStartElement("Relationship", Packages);
            xml.WriteAttributeString("Id", $"rId{i + 1}");
            xml.WriteAttributeString("Type", links[i].Type);
            xml.WriteAttributeString("Target", links[i].Target);
            xml.WriteEndElement();
        }
    }

    private static void WriteBook(XmlWriter xml, IReadOnlyList<Sheet> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Office);
        xml.WriteStartElement("sheets", Main);
        for (var i = 0; i < sheets.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", sheets[i].Name);
            xml.WriteAttributeString("sheetId", $"{i + 1}");
            xml.WriteAttributeString("id", Office, $"rId{i + 1}");
            xml.WriteEndElement();
        }
    }

    private static void WriteSheet(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        var heading = sheet.Above.Count + 1;
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<sheetViews><sheetView workbookViewId="0"><pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"""));
        for (var i = 1; i <= sheet.Columns.Count; i++)
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i}" max="{i}" width="{sheet.Columns[i - 1].Width:0.##}" customWidth="1"/>"""));
        }

        xml.WriteRaw("</cols>");
        xml.WriteStartElement("sheetData", Main);
        foreach (var row in sheet.Above)
        {
            WriteRow(xml, row, null);
        }

        WriteRow(xml, [.. sheet.Columns.Select(c => (object?)c.Title)], XlsxStyles.Heading);
        var count = 0;
        foreach (var row in sheet.Rows)
        {
            if (++count > Sheet.MostRows)
            {
                throw new ArgumentException($"A sheet holds at most {Sheet.MostRows} rows.", nameof(sheet));
            }

            WriteRow(xml, row, null);
        }

        xml.WriteEndElement();
        xml.WriteStartElement("autoFilter", Main);
        xml.WriteAttributeString("ref", $"A{heading}:{ColumnName(sheet.Columns.Count)}{count + heading}");
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, IReadOnlyList<object?> cells, int? style)
    {
        xml.WriteStartElement("row", Main);
        foreach (var cell in cells)
        {
            WriteCell(xml, cell, style);
        }

        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, object? value, int? style)
    {
        xml.WriteStartElement("c", Main);
        switch (value)
        {
            case null:
                break;
            case string text:
                xml.WriteAttributeString("t", "inlineStr");
                Style(style ?? (Sheet.LooksLikeFormula(text) ? XlsxStyles.Literal : XlsxStyles.Plain));
                xml.WriteStartElement("is", Main);
                xml.WriteStartElement("t", Main);
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(Readable(text));
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            case DateOnly day:
                WriteNumber(day.ToDateTime(TimeOnly.MinValue).ToOADate(), XlsxStyles.Day);
                break;
            case DateTime moment:
                WriteNumber(moment.ToOADate(), XlsxStyles.Moment);
                break;
            case bool yes:
                xml.WriteAttributeString("t", "b");
                xml.WriteElementString("v", Main, yes ? "1" : "0");
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                WriteNumber((IFormattable)value, XlsxStyles.Plain);
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value));
        }

        xml.WriteEndElement();

        void WriteNumber(IFormattable number, int how)
        {
            Style(how);
            xml.WriteElementString("v", Main, number.ToString(null, CultureInfo.InvariantCulture));
        }

        void Style(int how)
        {
            if (how != XlsxStyles.Plain)
            {
                xml.WriteAttributeString("s", how.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Without characters that XML cannot carry, and no longer than a cell can hold.</summary>
    private static string Readable(string text)
    {
        var cut = text.Length > Sheet.MostText ? text[..Sheet.MostText] : text;
        return cut.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)) && !IsBroken(cut) ? cut : string.Concat(cut.EnumerateRunes().Where(r => r.Value != 0xFFFD && (r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value))));
    }

    private static bool IsBroken(string text) => text.Any(char.IsSurrogate) && text.EnumerateRunes().Any(r => r.Value == 0xFFFD);

    private static string ColumnName(int number) => number <= 26 ? $"{(char)('A' + number - 1)}" : ColumnName((number - 1) / 26) + ColumnName(((number - 1) % 26) + 1);
}
