namespace MedDist.Core.Documents.Pdf;

/// <summary>Labels with their values, set in one or two columns and read row by row.</summary>
internal static class KeyValueBlock
{
    private const double ColumnGap = 18, LabelGap = 8, LinePadding = 1.4, LargestLabelPart = 0.45;

    public static void Draw(PdfFlow flow, TextStyles styles, IReadOnlyList<(string Label, string? Value)> pairs, int columns)
    {
        var width = (flow.Width - ((columns - 1) * ColumnGap)) / columns;
        var widest = pairs.Max(pair => styles.Label.Measure(PlainText.OneLine(pair.Label)));
        var label = Math.Min(widest + 0.1, (width * LargestLabelPart) - LabelGap);
        var rows = pairs.Chunk(columns).Select(chunk => new TableRow([.. chunk.SelectMany(Cells)], LinePadding)).ToList();
        new TableBlock(flow, header: null).Draw(rows);

        IEnumerable<TableCell> Cells((string Label, string? Value) pair, int column)
        {
            var x = flow.Left + (column * (width + ColumnGap));
            yield return TableCell.Create(styles.Label, x, label, PdfAlign.Left, pair.Label);
            yield return TableCell.Create(styles.Value, x + label + LabelGap, width - label - LabelGap, PdfAlign.Left, pair.Value);
        }
    }
}
