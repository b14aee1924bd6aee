using System.Globalization;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>Turns whatever text arrives into something that can be set: well-formed, composed, without invisible characters.</summary>
internal static class PlainText
{
    /// <summary>Keeps line ends as "\n", makes tabs spaces, drops control and format characters.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            // Noncharacters would make Normalize throw; lone surrogates have already become U+FFFD here.
            clean.Append(rune.Value switch
            {
                '\n' => "\n",
                '\t' => " ",
                var value when (value & 0xFFFE) == 0xFFFE => "\uFFFD",
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format => "",
                _ => rune.ToString(),
            });
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The same on one line.</summary>
    public static string OneLine(string? text) => string.Join(' ', Clean(text).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
