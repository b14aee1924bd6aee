using System.Buffers;
using System.Globalization;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>Breaks text into lines of a width: at spaces, and inside a word only when the word alone is too wide.</summary>
internal static class LineBreaker
{
    private static readonly SearchValues<char> BreakAfter = SearchValues.Create("-/\\,.;:_@&=?+–—");

    /// <summary>At least one line; an empty one stands for empty text or an empty paragraph.</summary>
    public static List<string> Wrap(string? text, TextStyle style, double width) =>
        [.. PlainText.Clean(text).Split('\n').SelectMany(paragraph => WrapParagraph(paragraph, style, width))];

    /// <summary>One line, cut with an ellipsis where it is too wide.</summary>
    public static string Fit(string? text, TextStyle style, double width)
    {
        var line = PlainText.OneLine(text);
        if (style.Measure(line) <= width)
        {
            return line;
        }

        var room = width - style.Measure("…");
        return string.Concat(line.AsSpan(0, FittingLength(line, style, room)).TrimEnd(), "…");
    }

    private static List<string> WrapParagraph(string paragraph, TextStyle style, double width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        double used = 0, space = style.Measure(" ");
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word.AsSpan();
            if (line.Length > 0 && used + space + style.Measure(word) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            while (line.Length == 0 && BreakPoint(rest, style, width) is var cut && cut < rest.Length)
            {
                lines.Add(rest[..cut].ToString());
                rest = rest[cut..];
            }

            used += (line.Length > 0 ? space : 0) + style.Font.Measure(rest, style.Size);
            line.Append(line.Length > 0 ? " " : "").Append(rest);
        }

        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>
    /// Where to cut a word: its end if it fits, or after a mark such as a hyphen in the second half of what fits, or where the line is full.
    /// </summary>
    private static int BreakPoint(ReadOnlySpan<char> word, TextStyle style, double width)
    {
        var fits = Math.Max(FittingLength(word, style, width), StringInfo.GetNextTextElementLength(word));
        if (fits == word.Length)
        {
            return fits;
        }

        var mark = word[..fits].LastIndexOfAny(BreakAfter) + 1;
        return mark > fits / 2 ? mark : fits;
    }

    /// <summary>How many characters fit, never parting a letter from its accents.</summary>
    private static int FittingLength(ReadOnlySpan<char> text, TextStyle style, double width)
    {
        var length = 0;
        var used = 0d;
        while (length < text.Length)
        {
            var element = StringInfo.GetNextTextElementLength(text[length..]);
            used += style.Font.Measure(text.Slice(length, element), style.Size);
            if (used > width)
            {
                break;
            }

            length += element;
        }

        return length;
    }
}
