using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Clinical;

/// <summary>
/// The size of a wound as it is typed in one line: <c>4.5x3.2x0.8</c>, <c>4,5 × 3,2 cm</c>, <c>45 by 32 mm</c>. Centimetres unless it says millimetres; length and width, then depth where
/// there is one. Between 0.1 and <see cref="MostCm"/> cm, depth from 0, to a hundredth.
/// </summary>
public readonly record struct WoundSize(decimal LengthCm, decimal WidthCm, decimal? DepthCm)
{
    public const decimal MostCm = 100;

    /// <summary>Length × width.</summary>
    public decimal AreaCm2 => LengthCm * WidthCm;

    public override string ToString() => $"{Number(LengthCm)} × {Number(WidthCm)}{(DepthCm is { } depth ? $" × {Number(depth)}" : "")} cm";

    /// <summary>The size, or what is wrong; neither where nothing is typed.</summary>
    public static (WoundSize? Size, string? Problem) Read(string? typed) => WoundSizeReader.Read(typed);

    /// <summary>A number of centimetres as people write it.</summary>
    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Takes typed sizes apart.</summary>
internal static partial class WoundSizeReader
{
    private const string Form = "Write length and width in cm, and the depth where it has one: 4.5x3.2 or 4.5x3.2x0.8.";

    public static (WoundSize? Size, string? Problem) Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return (null, null);
        }

        var match = Line().Match(typed.Trim().ToLowerInvariant());
        if (!match.Success)
        {
            return (null, Form);
        }

        var perCm = match.Groups["unit"].Value == "mm" ? 10m : 1m;
        var sides = match.Groups["side"].Captures.Select(c => decimal.Parse(c.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) / perCm).ToList();
        return sides switch
        {
            _ when sides.Any(s => decimal.Round(s, 2) != s) => (null, "Write at most two decimals of a centimetre."),
            _ when sides[0] < 0.1m || sides[1] < 0.1m => (null, "Length and width are at least 0.1 cm. Write 0.1 for a smaller wound."),
            _ when sides.Max() > WoundSize.MostCm => (null, $"A side is longer than {WoundSize.Number(WoundSize.MostCm)} cm. Sizes are in cm; write mm behind millimetres."),
            _ => (new(sides[0], sides[1], sides.Count == 3 ? sides[2] : null), null),
        };
    }

    // A comma between digits is a decimal comma; sides are parted by x, ×, * or "by", or by spaces.
    [GeneratedRegex(@"^(?<side>\d{1,4}(?:[.,]\d{1,4})?)(?:\s*(?:cm|mm)?\s*(?:x|×|\*|by|\s)\s*(?<side>\d{1,4}(?:[.,]\d{1,4})?)){1,2}\s*(?<unit>cm|mm)?\.?$")]
    private static partial Regex Line();
}
