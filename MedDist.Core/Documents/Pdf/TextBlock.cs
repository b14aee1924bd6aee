namespace MedDist.Core.Documents.Pdf;

/// <summary>Lines of text that flow over pages, with or without a box around each part.</summary>
internal static class TextBlock
{
    private const double BoxPadding = 9, StripWidth = 3.5;

    public static void Draw(PdfFlow flow, TextStyle style, string text)
    {
        var lines = LineBreaker.Wrap(text, style, flow.Width);
        // A first line alone at the foot of a page reads badly.
        flow.Need(style.LineHeight * Math.Min(2, lines.Count));
        foreach (var line in lines)
        {
            flow.Need(style.LineHeight);
            flow.Canvas.Text(style, flow.Left, flow.Y, line);
            flow.Advance(style.LineHeight);
        }
    }

    public static void DrawBoxed(PdfFlow flow, IEnumerable<(TextStyle Style, string Text)> parts, PdfColor fill, PdfColor edge)
    {
        var width = flow.Width - StripWidth - (2 * BoxPadding);
        var lines = parts.SelectMany(p => LineBreaker.Wrap(p.Text, p.Style, width).Select(line => (p.Style, Line: line))).ToList();
        var total = Height(lines);
        if (total <= flow.Height)
        {
            flow.Need(total);
        }

        for (var from = 0; from < lines.Count;)
        {
            var room = flow.Remaining - (2 * BoxPadding);
            var count = lines.Skip(from).TakeWhile(l => (room -= l.Style.LineHeight) >= 0).Count();
            if (count == 0 && !flow.IsAtTop)
            {
                flow.NewPage();
                continue;
            }

            var part = lines.GetRange(from, Math.Max(1, count));
            DrawBox(flow, part, fill, edge);
            from += part.Count;
        }
    }

    private static double Height(IEnumerable<(TextStyle Style, string Line)> lines) => lines.Sum(l => l.Style.LineHeight) + (2 * BoxPadding);

    private static void DrawBox(PdfFlow flow, List<(TextStyle Style, string Line)> lines, PdfColor fill, PdfColor edge)
    {
        var height = Height(lines);
        flow.Canvas.Fill(fill, flow.Left, flow.Y, flow.Width, height);
        flow.Canvas.Frame(edge, flow.Left, flow.Y, flow.Width, height);
        flow.Canvas.Fill(edge, flow.Left, flow.Y, StripWidth, height);
        flow.Advance(BoxPadding);
        foreach (var (style, line) in lines)
        {
            flow.Canvas.Text(style, flow.Left + StripWidth + BoxPadding, flow.Y, line);
            flow.Advance(style.LineHeight);
        }

        flow.Advance(BoxPadding);
    }
}
