using System.Text.RegularExpressions;
using MedDist.Core.Kernel;

namespace MedDist.Core.Coverage;

/// <summary>
/// The Medicare beneficiary identifier: eleven characters, a digit 1 to 9, then letters and digits in fixed places, the letters without S, L, O, I, B, Z (CMS, "Understanding the MBI
/// Format"). Dashes and spaces are for display and never stored. There is no check digit: right means that it has the form. It is PHI and stands in no message.
/// </summary>
public static partial class Mbi
{
    public const int Length = 11;

    // C a digit but zero, A a letter, N a digit, E either.
    private const string Places = "CAENAENAANN";
    private const string Excluded = "SLOIBZ";

    public static IdentifierReading Read(string? typed)
    {
        var text = Plain(typed);
        if (Form().IsMatch(text))
        {
            return IdentifierReading.Right(text);
        }

        return IdentifierReading.Wrong(
            text.Length != Length ? $"A Medicare number has 11 characters; this has {text.Length}. Copy it from the red, white and blue card, such as 1EG4-TE5-MK73."
            : text.IndexOfAny([.. Excluded]) is >= 0 and var at ? $"Character {at + 1} is the letter {text[at]}, which Medicare numbers never hold.{Instead(text[at])} Compare it with the card."
            : $"Character {FirstWrong(text) + 1} of the Medicare number must be {Wanted(FirstWrong(text))}. Compare it with the card.");
    }

    /// <summary>As it stands on the card: <c>1EG4-TE5-MK73</c>.</summary>
    public static string Display(string mbi) => mbi.Length == Length ? $"{mbi[..4]}-{mbi[4..7]}-{mbi[7..]}" : mbi;

    private static string Plain(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '.'))).ToUpperInvariant();

    private static string Instead(char letter) => letter switch
    {
        'O' => " It is probably a zero.",
        'I' or 'L' => " It is probably a one.",
        'S' => " It is probably a five.",
        'B' => " It is probably an eight.",
        'Z' => " It is probably a two.",
        _ => "",
    };

    private static int FirstWrong(string text) => Enumerable.Range(0, Length).First(i => Kind(i) switch
    {
        'C' => text[i] is < '1' or > '9',
        'N' => !char.IsAsciiDigit(text[i]),
        'A' => !char.IsAsciiLetterUpper(text[i]),
        _ => !char.IsAsciiDigit(text[i]) && !char.IsAsciiLetterUpper(text[i]),
    });

    private static string Wanted(int place) => Kind(place) switch { 'C' => "a digit from 1 to 9", 'N' => "a digit", 'A' => "a letter", _ => "a letter or a digit" };

    private static char Kind(int place) => Places[place];

    [GeneratedRegex("^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}$")]
    private static partial Regex Form();
}
