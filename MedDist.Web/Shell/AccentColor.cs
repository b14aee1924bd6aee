using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Web.Shell;

/// <summary>A tenant's accent (<c>#rrggbb</c>) and the ink that is readable on it (WCAG 2.2, 1.4.3).</summary>
public static partial class AccentColor
{
    private const string Fallback = "#0f6b86";

    /// <summary>The accent if it is one, else the product's own colour; safe inside a style attribute.</summary>
    public static string Of(string? accent) => accent is not null && Hex().IsMatch(accent) ? accent.ToLowerInvariant() : Fallback;

    /// <summary>Black or white, whichever stands out more from the accent.</summary>
    public static string Ink(string accent) => Luminance(Of(accent)) > 0.179 ? "#000000" : "#ffffff";

    private static double Luminance(string hex) => (0.2126 * Channel(hex, 1)) + (0.7152 * Channel(hex, 3)) + (0.0722 * Channel(hex, 5));

    private static double Channel(string hex, int start)
    {
        var value = int.Parse(hex.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}
