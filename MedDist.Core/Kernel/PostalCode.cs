using System.Text.RegularExpressions;

namespace MedDist.Core.Kernel;

/// <summary>A ZIP code of the United States Postal Service: five digits, or ZIP+4 with a hyphen (USPS Publication 28, section 219). 000 begins none.</summary>
public static partial class PostalCode
{
    public static IdentifierReading Read(string? typed)
    {
        var match = Form().Match(typed?.Trim() ?? "");
        if (!match.Success)
        {
            return IdentifierReading.Wrong("Write the ZIP code with five digits, or nine as 60614-1234.");
        }

        var (zip, plus4) = (match.Groups[1].Value, match.Groups[2].Value);
        return zip.StartsWith("000", StringComparison.Ordinal) ? IdentifierReading.Wrong($"No ZIP code begins with 000. Compare {zip} with the address.")
            : IdentifierReading.Right(plus4.Length > 0 ? $"{zip}-{plus4}" : zip);
    }

    [GeneratedRegex("^([0-9]{5})(?:[- ]?([0-9]{4}))?$")]
    private static partial Regex Form();
}
