using System.Globalization;

namespace MedDist.Core.Documents.Pdf;

/// <summary>An sRGB colour, eight bits for each part.</summary>
public readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    internal static PdfColor Ink { get; } = new(0x1B, 0x25, 0x2D);

    internal static PdfColor Muted { get; } = new(0x5A, 0x68, 0x73);

    internal static PdfColor Hairline { get; } = new(0xC9, 0xD2, 0xD9);

    internal static PdfColor Stripe { get; } = new(0xF4, 0xF7, 0xF9);

    internal static PdfColor Band { get; } = new(0xE3, 0xEA, 0xEE);

    internal static PdfColor White { get; } = new(0xFF, 0xFF, 0xFF);

    /// <summary>Reads "#1F6F8B" or "1F6F8B"; false for anything else.</summary>
    public static bool TryParse(string? hex, out PdfColor color)
    {
        var digits = hex is ['#', ..] ? hex[1..] : hex;
        color = default;
        if (digits?.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        color = new PdfColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>Black or white, whichever reads better on this colour by the WCAG 2.2 contrast ratio.</summary>
    internal PdfColor Readable()
    {
        var luminance = (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? White : Ink;
    }

    internal string Operands() => string.Join(' ', PdfSyntax.Number(Red / 255d), PdfSyntax.Number(Green / 255d), PdfSyntax.Number(Blue / 255d));

    private static double Linear(byte part)
    {
        var value = part / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
