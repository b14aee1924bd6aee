namespace MedDist.Core.Documents.Pdf;

/// <summary>
/// A column of a table: its heading, its share of the page width in proportion to the other columns, and the side its text keeps to.
/// A right-aligned column takes more than its share when its figures would otherwise wrap.
/// </summary>
public sealed record PdfColumn(string Heading, double Share = 1, PdfAlign Align = PdfAlign.Left);
