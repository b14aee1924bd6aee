namespace MedDist.Core.Documents.Pdf;

/// <summary>The pages of a document and the place on the last one where the next block goes.</summary>
internal sealed class PdfFlow(PdfPageSize size)
{
    private const double SideMargin = 48, TopMargin = 58, BottomMargin = 58;

    private readonly List<PdfCanvas> pages = [new PdfCanvas(size.Height)];

    public IReadOnlyList<PdfCanvas> Pages => pages;

    public PdfCanvas Canvas => pages[^1];

    public double Left { get; } = SideMargin;

    public double Width { get; } = size.Width - (2 * SideMargin);

    /// <summary>The height that an empty page offers.</summary>
    public double Height => size.Height - TopMargin - BottomMargin;

    public double Y { get; private set; } = TopMargin;

    public double Remaining => size.Height - BottomMargin - Y;

    public bool IsAtTop => Y <= TopMargin;

    /// <summary>Starts a page unless the block fits; on an empty page it has to fit or be cut by its owner.</summary>
    public void Need(double height)
    {
        if (height > Remaining && !IsAtTop)
        {
            NewPage();
        }
    }

    public void Advance(double height) => Y += height;

    /// <summary>A gap before a block; a page never begins with one.</summary>
    public void Gap(double height)
    {
        if (!IsAtTop)
        {
            Y += height;
        }
    }

    public void NewPage()
    {
        pages.Add(new PdfCanvas(size.Height));
        Y = TopMargin;
    }

    /// <summary>Uses the page up, so that the next block starts another and a break at the very end leaves no blank page.</summary>
    public void UseUp()
    {
        if (!IsAtTop)
        {
            Y = Math.Max(Y, size.Height - BottomMargin);
        }
    }
}
