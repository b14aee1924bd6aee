using System.Text.RegularExpressions;

namespace MedDist.Core.Kernel;

/// <summary>
/// A telephone number of the North American Numbering Plan: ten digits, NXX-NXX-XXXX with N from 2 to 9, and neither the area code nor the exchange ending in 11, which are services (NANPA,
/// "About the North American Numbering Plan"). Stored as <c>(312) 555-0142</c>, with an extension as <c>(312) 555-0142 x7</c>.
/// </summary>
public static partial class PhoneNumber
{
    public static IdentifierReading Read(string? typed)
    {
        var match = Form().Match(typed?.Trim() ?? "");
        if (!match.Success)
        {
            return IdentifierReading.Wrong("Write the phone number with its area code, ten digits, such as 312-555-0142.");
        }

        var digits = string.Concat(match.Groups["number"].Value.Where(char.IsAsciiDigit));
        if (digits.Length == 11)
        {
            digits = digits[1..];
        }

        var (area, exchange, line) = (digits[..3], digits[3..6], digits[6..]);
        if (!IsCode(area) || !IsCode(exchange))
        {
            return IdentifierReading.Wrong($"No phone number has {(IsCode(area) ? $"the exchange {exchange}" : $"the area code {area}")}. Compare the digits with what you were given.");
        }

        var extension = match.Groups["extension"].Value;
        return IdentifierReading.Right($"({area}) {exchange}-{line}{(extension.Length > 0 ? $" x{extension}" : "")}");
    }

    /// <summary>The ten digits of a stored number, without its extension, for finding it; null where there is none or it is of another form.</summary>
    public static string? DigitsOf(string? phone) => Read(phone).Value is { } value ? string.Concat(value.Split('x')[0].Where(char.IsAsciiDigit)) : null;

    private static bool IsCode(string code) => code[0] is >= '2' and <= '9' && code[1..] != "11";

    [GeneratedRegex(@"^(?<number>(?:\+?1[ .\-/]*)?\(?[0-9]{3}\)?[ .\-/]*[0-9]{3}[ .\-/]*[0-9]{4})(?: *(?:x|ext\.?|extension|#) *(?<extension>[0-9]{1,6}))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
