using System.Text;
using System.Xml;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>
/// Reads the sheets of an Office Open XML workbook (ECMA-376, transitional and strict), as Excel, LibreOffice and libraries write it: shared and inline strings, cells with and without addresses, dates by their
/// format or as ISO text, counted from 1900 or 1904. Row by row; of each part only what is needed.
/// </summary>
internal static class XlsxReader
{
    private const string Office = "/officeDocument", Strings = "/sharedStrings", Styles = "/styles";

    public static IReadOnlyList<WorkbookSheet> Read(byte[] content)
    {
        using var parts = new PackageParts(content);
        var book = parts.LinksOf("").Values.FirstOrDefault(l => l.Type.EndsWith(Office, StringComparison.Ordinal)).Target ?? "xl/workbook.xml";
        var links = parts.LinksOf(book);
        var (sheets, from1904) = ReadBook(parts, book);
        var strings = PartOf(Strings) is { } s && parts.Has(s) ? ReadStrings(parts, s) : [];
        var styles = PartOf(Styles) is { } y && parts.Has(y) ? XlsxNumberFormats.Read(parts, y) : XlsxNumberFormats.None;
        List<WorkbookSheet> read = [];
        foreach (var (name, id) in sheets.Take(WorkbookLimits.MostSheets))
        {
            if (links.TryGetValue(id, out var link) && link.Type.EndsWith("/worksheet", StringComparison.Ordinal))
            {
                using var xml = parts.Open(link.Target);
                read.Add(new XlsxSheetReader(xml, strings, styles, from1904).Read(name));
            }
        }

        return read.Count > 0 ? read : throw new WorkbookRefusedException(WorkbookFailures.Damaged);

        string? PartOf(string type) => links.Values.FirstOrDefault(l => l.Type.EndsWith(type, StringComparison.Ordinal)).Target;
    }

    private static (List<(string Name, string Id)> Sheets, bool From1904) ReadBook(PackageParts parts, string book)
    {
        List<(string, string)> sheets = [];
        var from1904 = false;
        using var xml = parts.Open(book);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible" && xml.GetAttribute("name") is { } name)
            {
                sheets.Add((name, LinkId(xml)));
            }
        }

        return (sheets, from1904);
    }

    private static string LinkId(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                var id = xml.Value;
                xml.MoveToElement();
                return id;
            }
        }

        xml.MoveToElement();
        return "";
    }

    private static List<string> ReadStrings(PackageParts parts, string part)
    {
        List<string> strings = [];
        using var xml = parts.Open(part);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                strings.Add(TextOf(xml));
            }
        }

        return strings;
    }

    /// <summary>The text of an element with runs: all <c>t</c> below it but the reading aids of East Asian text. Ends on its end tag.</summary>
    internal static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text, one) = (xml.Depth, default(StringBuilder), default(string));
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                xml.Skip();
                continue;
            }

            if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                var piece = xml.ReadElementContentAsString();
                if (one is null)
                {
                    one = piece;
                }
                else
                {
                    (text ??= new StringBuilder(one)).Append(piece);
                }

                if ((text?.Length ?? one.Length) > WorkbookLimits.MostText * 10)
                {
                    throw new WorkbookRefusedException(WorkbookFailures.LongCell(0));
                }

                continue;
            }

            xml.Read();
        }

        return Unescape(text?.ToString() ?? one ?? "");
    }

    /// <summary>Characters that XML cannot carry are written <c>_x000D_</c>.</summary>
    private static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? System.Text.RegularExpressions.Regex.Replace(text, "_x([0-9A-Fa-f]{4})_", m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString())
        : text;
}
