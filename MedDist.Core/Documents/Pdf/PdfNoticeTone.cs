namespace MedDist.Core.Documents.Pdf;

/// <summary>How loud a boxed notice is; its words carry the meaning, the colour only helps.</summary>
public enum PdfNoticeTone
{
    /// <summary>A statement to read and sign, such as an attestation.</summary>
    Plain,

    /// <summary>Something the reader must not miss, such as "SIMULATED".</summary>
    Warning,
}
