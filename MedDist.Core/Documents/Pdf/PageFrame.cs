namespace MedDist.Core.Documents.Pdf;

/// <summary>What every page repeats: the accent bar with tenant and title, and the foot with the free text and the page number.</summary>
internal sealed class PageFrame(PdfSetup setup, TextStyles styles, PdfFlow flow)
{
    private const double BarHeight = 28, FootHeight = 44, LargestFooterLines = 2;

    public PdfCanvas Draw(int page, int pages)
    {
        var canvas = new PdfCanvas(setup.PageSize.Height);
        DrawHead(canvas);
        DrawFoot(canvas, FormattableString.Invariant($"Page {page} of {pages}"));
        return canvas;
    }

    private void DrawHead(PdfCanvas canvas)
    {
        canvas.Fill(setup.Accent, 0, 0, setup.PageSize.Width, BarHeight);
        var tenant = styles.Strong with { Color = setup.Accent.Readable() };
        var title = styles.Cell with { Color = setup.Accent.Readable() };
        canvas.Text(tenant, flow.Left, (BarHeight - tenant.LineHeight) / 2, LineBreaker.Fit(setup.TenantName, tenant, flow.Width * 0.5));
        var name = LineBreaker.Fit(setup.Title, title, flow.Width * 0.45);
        canvas.TextRight(title, flow.Left + flow.Width, (BarHeight - title.LineHeight) / 2, name);
    }

    private void DrawFoot(PdfCanvas canvas, string number)
    {
        var top = setup.PageSize.Height - FootHeight;
        canvas.Line(PdfColor.Hairline, flow.Left, top, flow.Width);
        canvas.TextRight(styles.Small, flow.Left + flow.Width, top + 6, number);
        var width = flow.Width - styles.Small.Measure(number) - 24;
        var lines = LineBreaker.Wrap(PlainText.OneLine(setup.FooterText), styles.Small, width);
        for (var i = 0; i < Math.Min(lines.Count, LargestFooterLines); i++)
        {
            // The last line that has room takes all the rest, and shows by an ellipsis that something is cut.
            var line = i + 1 == LargestFooterLines ? LineBreaker.Fit(string.Join(' ', lines.Skip(i)), styles.Small, width) : lines[i];
            canvas.Text(styles.Small, flow.Left, top + 6 + (i * styles.Small.LineHeight), line);
        }
    }
}
