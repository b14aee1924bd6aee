using System.Text.RegularExpressions;

namespace MedDist.Core.Catalog;

/// <summary>A National Drug Code as it was written and as it is billed, or why it cannot be read.</summary>
/// <param name="Source">As written, with hyphens where it had some.</param>
/// <param name="Billed">Eleven digits as 5-4-2 with hyphens; null for the twelve digits that begin in 2033.</param>
/// <param name="Problem">What to do; null where the code is fine.</param>
public sealed record NdcReading(string? Source, string? Billed, string? Problem);

/// <summary>
/// The National Drug Code (21 CFR 207.33): FDA's ten digits as 4-4-2, 5-3-2 or 5-4-1, billed with eleven as 5-4-2 by a zero in the short part. Ten digits without hyphens fit all three and
/// are refused. From 7 March 2033 there are twelve, 6-4-2 (FR 2026-04368), which are kept as they are. There is no check digit.
/// </summary>
public static partial class Ndc
{
    public static NdcReading Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (Hyphened().Match(text) is { Success: true } parts)
        {
            var (labeler, product, package) = (parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value);
            return (labeler.Length, product.Length, package.Length) switch
            {
                (4, 4, 2) or (5, 3, 2) or (5, 4, 1) or (5, 4, 2) => new(text, $"{labeler.PadLeft(5, '0')}-{product.PadLeft(4, '0')}-{package.PadLeft(2, '0')}", null),
                (6, 4, 2) => new(text, null, null),
                _ => Wrong(text),
            };
        }

        return Digits().IsMatch(text) ? text.Length switch
        {
            11 => new(text, $"{text[..5]}-{text[5..9]}-{text[9..]}", null),
            10 => new(text, null, "Ten digits without hyphens can be three different codes. Write the hyphens as on the package, or all eleven digits."),
            _ => Wrong(text),
        } : Wrong(text);
    }

    private static NdcReading Wrong(string text) => new(text, null, $"“{text}” cannot be an NDC. Write it as on the package, such as 0002-7597-01, or with eleven digits.");

    [GeneratedRegex("^([0-9]{4,6})-([0-9]{3,4})-([0-9]{1,2})$")]
    private static partial Regex Hyphened();

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Digits();
}
