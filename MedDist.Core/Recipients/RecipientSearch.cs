using System.Text.RegularExpressions;
using MedDist.Core.Coverage;
using MedDist.Core.Kernel;

namespace MedDist.Core.Recipients;

/// <summary>What somebody typed to find a recipient, taken apart: a birth date in one of its spellings, words of a name in any order, and what may be a record number, member id or phone.</summary>
/// <param name="Words">Words of the name, folded as <see cref="SearchWords"/>; each begins a word of the name.</param>
/// <param name="BornOn">The birth date.</param>
/// <param name="Numbers">Record numbers as they are looked up; each begins one.</param>
/// <param name="Phone">Ten digits.</param>
/// <param name="MemberKey">A member id as <see cref="CoveragePolicy.MemberKey"/>; exact.</param>
/// <param name="WholeNumber">The whole text as one record number, for those with letters before the digits, such as <c>MRN 1001</c>; then the words are part of it.</param>
public sealed partial record RecipientSearch(IReadOnlyList<string> Words, DateOnly? BornOn, IReadOnlyList<string> Numbers, string? Phone, string? MemberKey, string? WholeNumber)
{
    public const int MaxLength = 100;

    /// <summary>Fewer letters than this find too many.</summary>
    public const int FewestLetters = 2;

    private const int FewestOfNumber = 3;

    public bool IsEmpty => Words.Count == 0 && BornOn is null && Numbers.Count == 0 && Phone is null && WholeNumber is null;

    /// <summary>Whether what was typed can be somebody's name, so that they may be entered: letters, and perhaps a birth date.</summary>
    public static bool MayBeName(string? typed)
    {
        var search = Parse(typed, DateOnly.MaxValue.AddYears(-1));
        return search is { Words.Count: > 0, Phone: null, WholeNumber: null, Numbers.Count: 0 };
    }

    /// <summary>Reads what was typed; <paramref name="today"/> decides the century of a year with two digits.</summary>
    public static RecipientSearch Parse(string? typed, DateOnly today)
    {
        var text = (typed ?? "").Trim();
        text = text.Length > MaxLength ? text[..MaxLength] : text;
        var (born, rest) = BirthDate.Take(text, today);
        var number = PhoneForm().Match(rest);
        var phone = number.Success ? PhoneNumber.DigitsOf(number.Value) : null;
        var tokens = SearchWords.Of(rest);
        List<string> words = [.. tokens.Where(t => !t.Any(char.IsAsciiDigit) && (t.Length >= FewestLetters || tokens.Count > 1))];
        List<string> withDigits = [.. tokens.Where(t => t.Any(char.IsAsciiDigit))];
        var joined = SearchWords.Joined(rest);
        var member = withDigits.Count > 0 ? MemberId.KeyOf(rest) : null;

        // What stands apart and is all numbers is one number in groups, and so are the groups of a phone.
        List<string> single = phone is not null || (words.Count == 0 && withDigits.Count > 1) ? [] : withDigits.FindAll(t => t.Length >= FewestOfNumber);
        return new(words, born, single, phone, member, withDigits.Count > 0 && tokens.Count > 1 && joined.Length >= FewestOfNumber ? joined : null);
    }

    [GeneratedRegex(@"(?<![0-9])(?:\+?1[ .\-/]*)?\(?[0-9]{3}\)?[ .\-/]*[0-9]{3}[ .\-/]*[0-9]{4}(?![0-9])")]
    private static partial Regex PhoneForm();
}
