using System.Text.RegularExpressions;
using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>
/// The registration number of the Drug Enforcement Administration (21 CFR 1301): two characters, the first a letter, the second a letter or 9 for a business, and seven digits of which the last checks:
/// the sum of the first, third and fifth, and twice that of the second, fourth and sixth, ends with it.
/// </summary>
public static partial class Dea
{
    public static IdentifierReading Read(string? typed)
    {
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        return !Form().IsMatch(text) ? IdentifierReading.Wrong("Write the DEA number with two letters and seven digits, such as AB1234563.")
            : Check(text) == text[8] - '0' ? IdentifierReading.Right(text)
            : IdentifierReading.Wrong("The last digit of the DEA number does not fit the others: one of them is wrong. Compare it with the certificate.");
    }

    private static int Check(string text) => (Digit(text, 2) + Digit(text, 4) + Digit(text, 6) + 2 * (Digit(text, 3) + Digit(text, 5) + Digit(text, 7))) % 10;

    private static int Digit(string text, int at) => text[at] - '0';

    // The kinds of registrants in use; others stand on no certificate.
    [GeneratedRegex("^[ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7}$")]
    private static partial Regex Form();
}
