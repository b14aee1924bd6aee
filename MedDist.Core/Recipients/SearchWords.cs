using System.Globalization;
using System.Text;

namespace MedDist.Core.Recipients;

/// <summary>Text as the search compares it: lower case, without accents and apostrophes, so that <c>O’Neal</c> and <c>oneal</c>, <c>Muñoz</c> and <c>munoz</c> are the same.</summary>
public static class SearchWords
{
    /// <summary>The words, each of letters a to z and digits, at most as long as a term.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        [.. Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Length > RecipientTerm.MaxLength ? w[..RecipientTerm.MaxLength] : w)];

    /// <summary>The same as one word: <c>MRN-10 01</c> becomes <c>mrn1001</c>.</summary>
    public static string Joined(string? text)
    {
        var all = string.Concat(Of(text));
        return all.Length > RecipientTerm.MaxLength ? all[..RecipientTerm.MaxLength] : all;
    }

    /// <summary>Greater than any continuation of a folded word, in every collation: added to a beginning, it ends the range of what begins with it.</summary>
    public static readonly string Last = new('z', 40);

    /// <summary>The words of several texts, a space before each, so that <c>" sheet"</c> finds a word by its beginning.</summary>
    public static string Spaced(params string?[] texts)
    {
        var all = string.Concat(texts.SelectMany(Of).Distinct().Select(w => " " + w));
        return all.Length > SpacedLength ? all[..SpacedLength] : all;
    }

    /// <summary>The most that <see cref="Spaced"/> gives.</summary>
    public const int SpacedLength = 500;

    private static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in (text ?? "").Normalize(NormalizationForm.FormD))
        {
            if (c is '\'' or '’' or 'ʼ' or '`' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            folded.Append(char.ToLowerInvariant(c) switch
            {
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                'ø' => "o",
                'ł' => "l",
                'đ' or 'ð' => "d",
                'þ' => "th",
                'ı' => "i",
                (>= 'a' and <= 'z') or (>= '0' and <= '9') => char.ToLowerInvariant(c).ToString(),
                _ => " ",
            });
        }

        return folded.ToString();
    }
}
