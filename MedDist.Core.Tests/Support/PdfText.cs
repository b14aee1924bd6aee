using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MedDist.Core.Tests.Support;

/// <summary>Reads a PDF back as another program sees it: its text, the places of its words, its properties.</summary>
public static partial class PdfText
{
    /// <summary>The text of all pages, laid out as on the paper.</summary>
    public static string Read(byte[] pdf) => string.Join('\n', Pages(pdf));

    /// <summary>The text of each page.</summary>
    public static IReadOnlyList<string> Pages(byte[] pdf)
    {
        // Every page ends with a form feed.
        var text = Encoding.UTF8.GetString(Poppler.Run("pdftotext", pdf, ["-layout", "-enc", "UTF-8"], "-"));
        return text.Split('\f')[..^1];
    }

    /// <summary>All text without any white space, for words that were broken over lines.</summary>
    public static string Unspaced(byte[] pdf) => string.Concat(Read(pdf).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>What pdfinfo reports, by its own names ("Title", "Pages", …); dates are in ISO 8601.</summary>
    public static IReadOnlyDictionary<string, string> Properties(byte[] pdf) =>
        Encoding.UTF8.GetString(Poppler.Run("pdfinfo", pdf, ["-isodates", "-enc", "UTF-8"]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());

    /// <summary>Every word with its place in points from the top left corner of its page.</summary>
    public static IReadOnlyList<PdfWord> Words(byte[] pdf)
    {
        var html = Encoding.UTF8.GetString(Poppler.Run("pdftotext", pdf, ["-bbox", "-enc", "UTF-8"], "-"));
        return [.. html.Split("<page ").Skip(1).SelectMany((page, i) => WordPattern().Matches(page).Select(match => Word(match, i + 1)))];
    }

    private static PdfWord Word(Match match, int page)
    {
        double Number(int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return new PdfWord(WebUtility.HtmlDecode(match.Groups[5].Value), page, Number(1), Number(2), Number(3), Number(4));
    }

    [GeneratedRegex("""<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]*)</word>""")]
    private static partial Regex WordPattern();
}

/// <summary>A word on a page, its place in points from the top left corner.</summary>
public sealed record PdfWord(string Text, int Page, double Left, double Top, double Right, double Bottom);
