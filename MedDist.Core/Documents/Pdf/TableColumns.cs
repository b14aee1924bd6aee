namespace MedDist.Core.Documents.Pdf;

/// <summary>Places the columns of a table across the page and fills its rows.</summary>
internal sealed class TableColumns
{
    private const double SidePadding = 5, LinePadding = 2.8;

    // Beyond this part of the page the figures wrap after all, or the words beside them would have no room.
    private const double LargestGrownPart = 0.75;

    private readonly IReadOnlyList<PdfColumn> columns;
    private readonly double left;
    private readonly double[] widths;

    public TableColumns(IReadOnlyList<PdfColumn> columns, IReadOnlyList<IReadOnlyList<string?>> rows, TextStyles styles, PdfFlow flow)
    {
        this.columns = columns;
        left = flow.Left;
        var needs = columns.Select((column, i) => Need(column, rows.Select(row => i < row.Count ? row[i] : null), styles)).ToList();
        widths = Widths(columns, needs, flow.Width);
    }

    public TableRow Header(TextStyle style) => new(Cells([.. columns.Select(c => c.Heading)], style), LinePadding + 0.7)
    {
        Fill = PdfColor.Band,
        LineBelow = PdfColor.Muted,
    };

    public TableRow Row(IReadOnlyList<string?> texts, TextStyle style, PdfTableLook look, bool even) => new(Cells(texts, style), LinePadding)
    {
        Fill = look == PdfTableLook.Zebra && even ? PdfColor.Stripe : null,
        LineBelow = look == PdfTableLook.Rules ? PdfColor.Hairline : null,
    };

    public TableRow Totals(IReadOnlyList<string?> texts, TextStyle style) => new(Cells(texts, style), LinePadding + 0.7)
    {
        LineAbove = PdfColor.Ink,
    };

    private static double[] Widths(IReadOnlyList<PdfColumn> columns, List<double> needs, double total)
    {
        var grown = new HashSet<int>();
        while (true)
        {
            var taken = grown.Sum(i => needs[i]);
            var shares = columns.Where((_, i) => !grown.Contains(i)).Sum(c => c.Share);
            var widths = columns.Select((c, i) => grown.Contains(i) ? needs[i] : (total - taken) * c.Share / shares).ToArray();
            var tight = Enumerable.Range(0, columns.Count).Where(i => !grown.Contains(i) && needs[i] > widths[i]).ToList();
            if (tight.Count == 0)
            {
                return widths;
            }

            grown.UnionWith(tight);
            if (grown.Count == columns.Count || grown.Sum(i => needs[i]) > total * LargestGrownPart)
            {
                return [.. columns.Select(c => total * c.Share / columns.Sum(each => each.Share))];
            }
        }
    }

    /// <summary>The width in which no word of the heading breaks and, where figures stand, no figure wraps.</summary>
    private static double Need(PdfColumn column, IEnumerable<string?> texts, TextStyles styles)
    {
        var heading = PlainText.OneLine(column.Heading).Split(' ').Max(styles.CellStrong.Measure);
        var figures = column.Align == PdfAlign.Right
            ? texts.SelectMany(text => PlainText.Clean(text).Split('\n')).Select(styles.CellStrong.Measure).DefaultIfEmpty(0).Max()
            : 0;
        return Math.Max(heading, figures) + (2 * SidePadding) + 0.1;
    }

    private List<TableCell> Cells(IReadOnlyList<string?> texts, TextStyle style)
    {
        var cells = new List<TableCell>();
        var x = left;
        for (var i = 0; i < columns.Count; i++)
        {
            var text = i < texts.Count ? texts[i] : null;
            cells.Add(TableCell.Create(style, x + SidePadding, widths[i] - (2 * SidePadding), columns[i].Align, text));
            x += widths[i];
        }

        return cells;
    }
}
