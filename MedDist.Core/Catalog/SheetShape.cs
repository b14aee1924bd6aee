using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Catalog;

/// <summary>A sheet's sides in millimetres; both the diameter where it is round.</summary>
public sealed partial record SheetShape(int LongMm, int ShortMm, bool IsRound)
{
    /// <summary>The sides that a label such as <c>2 x 3.5 cm</c>, <c>2 × 3 cm</c> or <c>7.5 cm disc</c> names; null where it names none.</summary>
    public static SheetShape? Of(string label)
    {
        if (Sides().Match(label) is { Success: true } sides)
        {
            var (one, other) = (Mm(sides.Groups[1].Value, sides.Groups[3].Value), Mm(sides.Groups[2].Value, sides.Groups[3].Value));
            return one > 0 && other > 0 ? new(Math.Max(one, other), Math.Min(one, other), false) : null;
        }

        return Disc().Match(label) is { Success: true } disc && Mm(disc.Groups[1].Value, disc.Groups[2].Value) is > 0 and var wide ? new(wide, wide, true) : null;
    }

    private static int Mm(string number, string unit) => (int)(decimal.Parse(number, CultureInfo.InvariantCulture) * (unit.Equals("mm", StringComparison.OrdinalIgnoreCase) ? 1 : 10));

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*(?:cm|mm)?\s*[x×]\s*(\d+(?:\.\d+)?)\s*(cm|mm)?", RegexOptions.IgnoreCase)]
    private static partial Regex Sides();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*(cm|mm)\s*(?:disc|disk|circle|round|diameter)", RegexOptions.IgnoreCase)]
    private static partial Regex Disc();
}
