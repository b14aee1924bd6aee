namespace MedDist.Core.Documents.Pdf;

/// <summary>The paper a document is laid out for, in points (1/72 inch).</summary>
public sealed record PdfPageSize(double Width, double Height)
{
    /// <summary>US Letter, 8.5 × 11 in.</summary>
    public static PdfPageSize Letter { get; } = new(612, 792);

    /// <summary>ISO 216 A4, 210 × 297 mm.</summary>
    public static PdfPageSize A4 { get; } = new(595.28, 841.89);

    /// <summary>US Tabloid, 11 × 17 in, for wide tables.</summary>
    public static PdfPageSize Tabloid { get; } = new(792, 1224);

    /// <summary>The same sheet turned.</summary>
    public PdfPageSize Landscape => new(Math.Max(Width, Height), Math.Min(Width, Height));
}
