namespace MedDist.Core.Documents.Pdf;

/// <summary>What holds for a whole document: its properties, its paper, and what every page repeats.</summary>
public sealed record PdfSetup
{
    /// <summary>Shown by viewers as the window title and at the right of the page header.</summary>
    public required string Title { get; init; }

    /// <summary>Who issues the document; a document property only.</summary>
    public string Author { get; init; } = "";

    /// <summary>The creation date in the properties; the writer never reads a clock, so equal input gives equal bytes.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Stands in the accent bar of every page.</summary>
    public string TenantName { get; init; } = "";

    /// <summary>The colour of the bar; the text on it turns black or white to stay readable.</summary>
    public PdfColor Accent { get; init; } = new(0x1F, 0x5F, 0x73);

    /// <summary>Stands at the foot of every page, left of the page number; at most two lines are shown.</summary>
    public string FooterText { get; init; } = "";

    /// <summary>Letter unless told otherwise.</summary>
    public PdfPageSize PageSize { get; init; } = PdfPageSize.Letter;

    /// <summary>The language of the text as a BCP 47 tag, for screen readers.</summary>
    public string Language { get; init; } = "en-US";
}
