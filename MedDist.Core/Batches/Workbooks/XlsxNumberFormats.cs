using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>What the number formats of a workbook make of a number: a date, or digits with leading zeros (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
internal sealed partial class XlsxNumberFormats
{
    public static readonly XlsxNumberFormats None = new();

    private readonly List<int> cells = [];
    private readonly Dictionary<int, string> codes = [];

    public bool IsDay(int style)
    {
        var format = style >= 0 && style < cells.Count ? cells[style] : 0;
        return codes.TryGetValue(format, out var code) ? SaysDay(code) : format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58);
    }

    /// <summary>How many digits the format fills up with zeros; 0 where it does not.</summary>
    public int ZerosOf(int style) => style >= 0 && style < cells.Count && codes.TryGetValue(cells[style], out var code) && AllZeros().IsMatch(code) ? code.Length : 0;

    public static XlsxNumberFormats Read(PackageParts parts, string part)
    {
        var formats = new XlsxNumberFormats();
        var inCells = false;
        using var xml = parts.Open(part);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" })
            {
                formats.codes[Number(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (inCells && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                formats.cells.Add(Number(xml.GetAttribute("numFmtId")));
            }
        }

        return formats;
    }

    private static int Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A day or a year of the calendar; times alone and durations are none. What stands in quotes, in brackets or behind a backslash is not part of it.</summary>
    private static bool SaysDay(string code) => Literal().Replace(code, "").Split(';')[0].ToLowerInvariant() is var plain && (plain.Contains('d', StringComparison.Ordinal) || plain.Contains('y', StringComparison.Ordinal));

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.")]
    private static partial Regex Literal();

    [GeneratedRegex("^0{2,20}$")]
    private static partial Regex AllZeros();
}
