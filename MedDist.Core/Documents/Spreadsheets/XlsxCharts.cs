using System.Globalization;
using System.Text;

namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>The drawing of a sheet and its charts (ECMA-376, parts 20 and 21): bars or lines over cells of the workbook, the value axis from zero.</summary>
internal static class XlsxCharts
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Drawing = "http://schemas.openxmlformats.org/drawingml/2006";

    // Told apart also in print and by those who do not see all colours (Okabe and Ito).
    private static readonly string[] Colors = ["0072B2", "E69F00", "009E73", "CC79A7", "D55E00", "56B4E9"];

    /// <param name="add">Adds a part by its name.</param>
    /// <param name="sheet">The number of the sheet, from 1.</param>
    /// <param name="charts">Its charts.</param>
    /// <param name="first">The number of its first chart in the workbook.</param>
    public static void Write(Action<string, string> add, int sheet, IReadOnlyList<SheetChart> charts, int first)
    {
        add($"xl/worksheets/_rels/sheet{sheet}.xml.rels", XlsxWriter.Links((1, $"{Office}/drawing", $"../drawings/drawing{sheet}.xml")));
        add($"xl/drawings/_rels/drawing{sheet}.xml.rels", XlsxWriter.Links(charts.Select((_, i) => (i + 1, $"{Office}/chart", $"../charts/chart{first + i}.xml"))));
        add($"xl/drawings/drawing{sheet}.xml",
            $"""<xdr:wsDr xmlns:xdr="{Drawing}/spreadsheetDrawing" xmlns:a="{Drawing}/main">{string.Concat(charts.Select(Anchor))}</xdr:wsDr>""");
        for (var i = 0; i < charts.Count; i++)
        {
            add($"xl/charts/chart{first + i}.xml", Chart(charts[i]));
        }
    }

    private static string Anchor(SheetChart chart, int index) => string.Create(CultureInfo.InvariantCulture, $"""
        <xdr:twoCellAnchor><xdr:from><xdr:col>{chart.Column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{chart.Row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
        <xdr:to><xdr:col>{chart.Column + chart.Wide}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{chart.Row + chart.High}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>
        <xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{index + 2}" name="{XlsxWriter.Escaped(chart.Title)}" descr="{XlsxWriter.Escaped(chart.Title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>
        <xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{Drawing}/chart"><c:chart xmlns:c="{Drawing}/chart" xmlns:r="{Office}" r:id="rId{index + 1}"/></a:graphicData></a:graphic>
        </xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>
        """);

    private static string Chart(SheetChart chart)
    {
        var bars = chart.Kind == ChartKind.Bars;
        var xml = new StringBuilder($"""<c:chartSpace xmlns:c="{Drawing}/chart" xmlns:a="{Drawing}/main" xmlns:r="{Office}"><c:roundedCorners val="0"/><c:chart>{Title(chart.Title, 1200)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>""");
        xml.Append(bars ? """<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>""" : """<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>""");
        for (var i = 0; i < chart.Series.Count; i++)
        {
            xml.Append(Series(chart, i, bars));
        }

        xml.Append(bars ? """<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>""" : """<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>""");
        xml.Append("""<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>""");
        xml.Append("""<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>""");
        xml.Append(chart.Unit is { } unit ? Title(unit, 900) : "");
        xml.Append("""<c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx></c:plotArea>""");
        xml.Append(chart.Series.Count > 1 ? """<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>""" : "");
        return xml.Append("""<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>""").ToString();
    }

    private static string Series(SheetChart chart, int index, bool bars)
    {
        var (series, color) = (chart.Series[index], Colors[index % Colors.Length]);
        var look = bars ? $"""<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>""" : $"""<a:ln w="28575"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>""";
        return $"""
            <c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:v>{XlsxWriter.Escaped(series.Name)}</c:v></c:tx><c:spPr>{look}</c:spPr>{(bars ? """<c:invertIfNegative val="0"/>""" : """<c:marker><c:symbol val="circle"/><c:size val="5"/></c:marker>""")}
            <c:cat><c:strRef><c:f>{Reference(chart.Labels)}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{Reference(series.Values)}</c:f></c:numRef></c:val>{(bars ? "" : """<c:smooth val="0"/>""")}</c:ser>
            """;
    }

    private static string Title(string text, int size) =>
        $"""<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="0"/></a:pPr><a:r><a:rPr lang="en-US" sz="{size}" b="0"/><a:t>{XlsxWriter.Escaped(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>""";

    private static string Reference(CellRange range)
    {
        var column = XlsxWriter.ColumnName(range.Column);
        return XlsxWriter.Escaped(string.Create(CultureInfo.InvariantCulture, $"'{range.Sheet.Replace("'", "''", StringComparison.Ordinal)}'!${column}${range.FirstRow}:${column}${range.LastRow}"));
    }
}
