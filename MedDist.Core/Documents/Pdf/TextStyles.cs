namespace MedDist.Core.Documents.Pdf;

/// <summary>The few styles that every document is set in, so that all of them look like one house.</summary>
internal sealed class TextStyles
{
    public TextStyles()
    {
        Title = new TextStyle(Bold, 17, PdfColor.Ink);
        Section = new TextStyle(Bold, 12, PdfColor.Ink);
        Subsection = new TextStyle(Bold, 10, PdfColor.Ink);
        Body = new TextStyle(Regular, 9.5, PdfColor.Ink);
        Strong = Body with { Font = Bold };
        Label = new TextStyle(Regular, 9, PdfColor.Muted);
        Value = new TextStyle(Regular, 9, PdfColor.Ink);
        Cell = new TextStyle(Regular, 8.5, PdfColor.Ink);
        CellStrong = Cell with { Font = Bold };
        Small = new TextStyle(Regular, 7.5, PdfColor.Muted);
    }

    public PdfFont Regular { get; } = new(TrueTypeFont.Regular, "F1", 80);

    public PdfFont Bold { get; } = new(TrueTypeFont.Bold, "F2", 140);

    public TextStyle Title { get; }

    public TextStyle Section { get; }

    public TextStyle Subsection { get; }

    public TextStyle Body { get; }

    public TextStyle Strong { get; }

    public TextStyle Label { get; }

    public TextStyle Value { get; }

    public TextStyle Cell { get; }

    public TextStyle CellStrong { get; }

    public TextStyle Small { get; }

    public TextStyle Heading(int level) => level switch { <= 1 => Title, 2 => Section, _ => Subsection };
}
