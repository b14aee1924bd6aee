namespace MedDist.Core.Documents.Pdf;

/// <summary>How the rows of a table are told apart.</summary>
public enum PdfTableLook
{
    /// <summary>Every second row is tinted.</summary>
    Zebra,

    /// <summary>A thin line below each row.</summary>
    Rules,
}
