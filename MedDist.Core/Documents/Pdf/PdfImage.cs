using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MedDist.Core.Documents.Pdf;

/// <summary>
/// A picture that a document can show: JPEG (baseline or progressive; grey, colour or CMYK) or PNG without interlace, at most
/// 25 million pixels. A PNG's transparency is kept.
/// </summary>
public sealed class PdfImage
{
    private readonly byte[] content;
    private readonly byte[]? opacity;
    private readonly string entries;
    private readonly bool isJpeg;

    private PdfImage(JpegHeader header, byte[] content)
    {
        (Width, Height, this.content, isJpeg) = (header.Width, header.Height, content, true);
        entries = header.Components switch
        {
            1 => "/ColorSpace /DeviceGray",
            3 => "/ColorSpace /DeviceRGB",
            // Adobe's programs store CMYK upside down.
            _ => header.IsAdobe ? "/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]" : "/ColorSpace /DeviceCMYK",
        };
    }

    private PdfImage(PngPixels pixels)
    {
        (Width, Height, content, opacity) = (pixels.Width, pixels.Height, pixels.Colors, pixels.Opacity);
        entries = "/ColorSpace /DeviceRGB";
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>False when the bytes are no picture of a kind that can be shown; the file's name plays no part.</summary>
    public static bool TryRead(byte[] file, [NotNullWhen(true)] out PdfImage? image)
    {
        ArgumentNullException.ThrowIfNull(file);
        image = JpegHeader.Read(file) is { } header ? new PdfImage(header, file)
            : PngPixels.Read(file) is { } pixels ? new PdfImage(pixels)
            : null;
        return image is not null;
    }

    /// <summary>Writes the picture, and returns its object number.</summary>
    internal int Write(PdfFile file)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {Width} /Height {Height} /BitsPerComponent 8");
        if (isJpeg)
        {
            return file.AddStream(content, $"{head} {entries} /Filter /DCTDecode");
        }

        var mask = opacity is null ? "" : $"/SMask {PdfSyntax.Reference(file.AddCompressed(opacity, $"{head} /ColorSpace /DeviceGray"))}";
        return file.AddCompressed(content, $"{head} {entries} {mask}");
    }
}
