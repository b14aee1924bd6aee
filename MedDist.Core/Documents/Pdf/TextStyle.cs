namespace MedDist.Core.Documents.Pdf;

/// <summary>A font at a size in points and a colour, with the line height that follows from the size.</summary>
internal sealed record TextStyle(PdfFont Font, double Size, PdfColor Color)
{
    public double LineHeight => Size * 1.36;

    /// <summary>How far the baseline lies below the top of its line.</summary>
    public double Baseline => (LineHeight + (Size * (Font.Ascent + Font.Descent))) / 2;

    public double Measure(string text) => Font.Measure(text, Size);
}
