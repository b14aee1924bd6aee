using System.Globalization;
using System.Text;
using MedDist.Core.Documents.Pdf;

namespace MedDist.Core.Tests.Support;

/// <summary>The first page of a PDF as it looks, one pixel for each point.</summary>
internal sealed class PdfPicture
{
    private readonly byte[] pixels;

    private PdfPicture(int width, int height, byte[] pixels) => (Width, Height, this.pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public PdfColor this[int x, int y] => new(pixels[Offset(x, y)], pixels[Offset(x, y) + 1], pixels[Offset(x, y) + 2]);

    public static PdfPicture Render(byte[] pdf)
    {
        var image = Poppler.Run("pdftoppm", pdf, ["-r", "72", "-f", "1", "-l", "1"]);
        // A portable pixmap begins "P6 <width> <height> 255", white space between.
        var size = Encoding.ASCII.GetString(image, 0, 40).Split([' ', '\n']).Skip(1).Take(2).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
        return new PdfPicture(size[0], size[1], image[^(size[0] * size[1] * 3)..]);
    }

    /// <summary>Whether nothing is drawn in a rectangle.</summary>
    public bool IsBlank(int left, int top, int right, int bottom) =>
        Enumerable.Range(top, bottom - top).All(y => Enumerable.Range(left, right - left).All(x => this[x, y] == new PdfColor(255, 255, 255)));

    private int Offset(int x, int y) => ((y * Width) + x) * 3;
}
