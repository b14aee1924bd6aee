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
