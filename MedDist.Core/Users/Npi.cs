using MedDist.Core.Kernel;

namespace MedDist.Core.Users;

/// <summary>
/// The national provider identifier (45 CFR 162.406): ten digits, the first 1 or 2, the last a check digit by Luhn over <c>80840</c> and the number (CMS, "Requirements
/// for NPI and NPI check digit").
/// </summary>
public static class Npi
{
    // Luhn over the constant prefix 80840.
    private const int PrefixSum = 24;

    public static bool IsValid(string npi) => npi.Length == 10 && npi[0] is '1' or '2' && npi.All(char.IsAsciiDigit) && Sum(npi) % 10 == 0;

    /// <summary>The ten digits from what was typed, with dashes, spaces or the prefix 80840 of cards, or what is wrong.</summary>
    public static IdentifierReading Read(string? typed)
    {
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.')));
        text = text.Length == 15 && text.StartsWith("80840", StringComparison.Ordinal) ? text[5..] : text;
        return IsValid(text) ? IdentifierReading.Right(text) : IdentifierReading.Wrong(
            !text.All(char.IsAsciiDigit) ? "An NPI has digits only. Compare it with the NPI registry."
            : text.Length != 10 ? $"An NPI has ten digits; this has {text.Length}. Compare it with the NPI registry."
            : text[0] is not ('1' or '2') ? "An NPI begins with 1 or 2. Compare it with the NPI registry."
            : "The last digit does not fit the others: one of them is wrong, or two have changed places. Compare it with the NPI registry.");
    }

    /// <summary>Every second digit from the right, beginning with the one before the check digit, counts double.</summary>
    private static int Sum(string npi) => PrefixSum + npi.Select((c, i) => (Digit: c - '0', Double: (npi.Length - i) % 2 == 0)).Sum(d => !d.Double ? d.Digit : d.Digit < 5 ? d.Digit * 2 : d.Digit * 2 - 9);
}
