namespace MedDist.Core.Documents.Pdf;

/// <summary>Cells side by side; drawn whole, or line by line where a page ends inside it.</summary>
internal sealed class TableRow(IReadOnlyList<TableCell> cells, double padding)
{
    private readonly double lineHeight = cells.Max(cell => cell.Style.LineHeight);

    public int LineCount { get; } = cells.Max(cell => cell.Lines.Count);

    public double Height => HeightOf(LineCount);

    /// <summary>Tints the row.</summary>
    public PdfColor? Fill { get; init; }

    public PdfColor? LineAbove { get; init; }

    public PdfColor? LineBelow { get; init; }

    public double HeightOf(int lines) => (lines * lineHeight) + (2 * padding);

    public int LinesFitting(double height) => (int)Math.Floor((height - (2 * padding)) / lineHeight);

    public void Draw(PdfFlow flow, int from, int count)
    {
        var height = HeightOf(count);
        if (Fill is { } fill)
        {
            flow.Canvas.Fill(fill, flow.Left, flow.Y, flow.Width, height);
        }

        if (LineAbove is { } above && from == 0)
        {
            flow.Canvas.Line(above, flow.Left, flow.Y, flow.Width);
        }

        for (var line = 0; line < count; line++)
        {
            foreach (var cell in cells)
            {
                cell.Draw(flow.Canvas, flow.Y + padding + (line * lineHeight), from + line);
            }
        }

        flow.Advance(height);
        if (LineBelow is { } below)
        {
            flow.Canvas.Line(below, flow.Left, flow.Y, flow.Width);
        }
    }
}
