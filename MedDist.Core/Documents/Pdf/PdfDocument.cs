namespace MedDist.Core.Documents.Pdf;

/// <summary>
/// A PDF document that is written from top to bottom: each call adds a block below the last one and starts pages as needed.
/// Equal calls give equal bytes. Text may hold any character; one that the fonts lack shows as a box and can still be copied.
/// Scripts that run from right to left or join their letters are set letter by letter, left to right.
/// </summary>
public sealed class PdfDocument
{
    private const double BlockGap = 9;
    private static readonly PdfColor Amber = new(0xB4, 0x6A, 0x00), AmberTint = new(0xFF, 0xF5, 0xDC), GreyTint = new(0xF6, 0xF8, 0xFA);

    private readonly PdfSetup setup;
    private readonly PdfFlow flow;
    private readonly TextStyles styles = new();
    private readonly List<PdfImage> images = [];

    public PdfDocument(PdfSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        this.setup = setup;
        flow = new PdfFlow(setup.PageSize);
    }

    /// <summary>A heading of level 1, 2 or 3, kept on the same page as the beginning of what follows.</summary>
    public PdfDocument Heading(string text, int level = 1)
    {
        const double roomForWhatFollows = 48;
        var style = styles.Heading(level);
        flow.Gap(level <= 1 ? 4 : 7);
        flow.Need((style.LineHeight * LineBreaker.Wrap(text, style, flow.Width).Count) + roomForWhatFollows);
        TextBlock.Draw(flow, style, text);
        flow.Advance(level <= 1 ? 6 : 3);
        return this;
    }

    /// <summary>Running text; "\n" begins a new line. Blank text adds nothing.</summary>
    public PdfDocument Paragraph(string? text) => Text(text, styles.Body);

    /// <summary>The same in small grey type, for legal notes and remarks.</summary>
    public PdfDocument FinePrint(string? text) => Text(text, styles.Small);

    /// <summary>Labels with their values, filled row by row into two columns (or one). An absent value shows as a dash.</summary>
    public PdfDocument KeyValues(IEnumerable<(string Label, string? Value)> pairs, int columns = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var shown = pairs.Select(p => (p.Label, (string?)(string.IsNullOrWhiteSpace(p.Value) ? "–" : p.Value))).ToList();
        if (shown.Count > 0)
        {
            KeyValueBlock.Draw(flow, styles, shown, columns);
            flow.Advance(BlockGap);
        }

        return this;
    }

    /// <summary>
    /// A table whose header every page repeats. A row may have fewer cells than there are columns, never more; totals are set bold
    /// below a line.
    /// </summary>
    public PdfDocument Table(
        IReadOnlyList<PdfColumn> columns,
        IEnumerable<IReadOnlyList<string?>> rows,
        IReadOnlyList<string?>? totals = null,
        PdfTableLook look = PdfTableLook.Zebra)
    {
        var body = rows.ToList();
        List<IReadOnlyList<string?>> all = totals is null ? body : [.. body, totals];
        if (columns.Count == 0 || columns.Any(column => column.Share <= 0))
        {
            throw new ArgumentException("A table needs at least one column, and every column a share above zero.", nameof(columns));
        }

        if (all.Exists(row => row.Count > columns.Count))
        {
            throw new ArgumentException($"A row has more cells than the table's {columns.Count} columns.", nameof(rows));
        }

        var layout = new TableColumns(columns, all, styles, flow);
        var drawn = body.Select((row, i) => layout.Row(row, styles.Cell, look, even: i % 2 == 1)).ToList();
        if (totals is not null)
        {
            drawn.Add(layout.Totals(totals, styles.CellStrong));
        }

        new TableBlock(flow, layout.Header(styles.CellStrong)).Draw(drawn);
        flow.Advance(BlockGap);
        return this;
    }

    /// <summary>A boxed notice: a bold line, and text below it if given.</summary>
    public PdfDocument Notice(string title, string? text = null, PdfNoticeTone tone = PdfNoticeTone.Plain)
    {
        var (edge, fill) = tone == PdfNoticeTone.Warning ? (Amber, AmberTint) : (PdfColor.Muted, GreyTint);
        List<(TextStyle, string)> parts = [(styles.Strong, title)];
        if (!string.IsNullOrWhiteSpace(text))
        {
            parts.Add((styles.Value, text));
        }

        TextBlock.DrawBoxed(flow, parts, fill, edge);
        flow.Advance(BlockGap);
        return this;
    }

    /// <summary>
    /// A picture at the left margin, at 96 pixels to the inch or as much smaller as the bounds (in points) and the page ask; never cut.
    /// </summary>
    public PdfDocument Image(PdfImage image, double maxWidth = double.MaxValue, double maxHeight = double.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!images.Contains(image))
        {
            images.Add(image);
        }

        const double pointsPerPixel = 72d / 96;
        double widest = Math.Min(maxWidth, flow.Width), highest = Math.Min(maxHeight, flow.Height);
        var scale = Math.Min(pointsPerPixel, Math.Min(widest / image.Width, highest / image.Height));
        flow.Need(image.Height * scale);
        flow.Canvas.Picture(PdfOutput.ImageName(images.IndexOf(image)), flow.Left, flow.Y, image.Width * scale, image.Height * scale);
        flow.Advance((image.Height * scale) + BlockGap);
        return this;
    }

    /// <summary>A thin line across the page.</summary>
    public PdfDocument Rule()
    {
        flow.Need(BlockGap);
        flow.Canvas.Line(PdfColor.Hairline, flow.Left, flow.Y + 1, flow.Width);
        flow.Advance(BlockGap);
        return this;
    }

    /// <summary>White space of a height in points; dropped at the top of a page.</summary>
    public PdfDocument Space(double height)
    {
        flow.Gap(height);
        return this;
    }

    /// <summary>What follows starts on a new page.</summary>
    public PdfDocument PageBreak()
    {
        flow.UseUp();
        return this;
    }

    /// <summary>The finished file. More blocks may be added afterwards and the file be made anew.</summary>
    public byte[] ToArray() => new PdfOutput(setup, flow, styles, images).ToArray();

    private PdfDocument Text(string? text, TextStyle style)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            TextBlock.Draw(flow, style, text);
            flow.Advance(BlockGap * 0.7);
        }

        return this;
    }
}
