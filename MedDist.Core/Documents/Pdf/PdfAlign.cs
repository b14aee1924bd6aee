namespace MedDist.Core.Documents.Pdf;

/// <summary>The side that text keeps to; figures go right.</summary>
public enum PdfAlign
{
    Left,
    Right,
}
