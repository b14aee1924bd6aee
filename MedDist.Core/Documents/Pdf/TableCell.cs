namespace MedDist.Core.Documents.Pdf;

/// <summary>Wrapped text at its place across the page.</summary>
internal sealed record TableCell(TextStyle Style, double X, double Width, PdfAlign Align, IReadOnlyList<string> Lines)
{
    public static TableCell Create(TextStyle style, double x, double width, PdfAlign align, string? text) =>
        new(style, x, width, align, LineBreaker.Wrap(text, style, width));

    public void Draw(PdfCanvas canvas, double top, int line)
    {
        if (line >= Lines.Count)
        {
            return;
        }

        if (Align == PdfAlign.Right)
        {
            canvas.TextRight(Style, X + Width, top, Lines[line]);
        }
        else
        {
            canvas.Text(Style, X, top, Lines[line]);
        }
    }
}
