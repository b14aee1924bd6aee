using System.Text;
using System.Text.RegularExpressions;

namespace MedDist.Core.Documents.Uploads;

/// <summary>
/// What speaks against keeping a PDF (ISO 32000): it does not end where it says, something else hangs behind it, or it carries scripts, programs or files. Parts that are compressed inside it are not
/// looked into; nothing on our side runs or opens it.
/// </summary>
internal static partial class PdfInspection
{
    private const int LooseEnd = 1024;

    public static string? Problem(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        if (!Head().IsMatch(text))
        {
            return "The file is no PDF after all. Save or scan it again.";
        }

        var end = text.LastIndexOf("%%EOF", StringComparison.Ordinal);
        if (end < 0 || text.Length - end > LooseEnd || text.Contains("PK\u0005\u0006", StringComparison.Ordinal))
        {
            return end < 0 ? "The PDF ends too early; it may not have been saved or sent completely. Save it again." : "Something else hangs behind the PDF. Print it to a new PDF and send that one.";
        }

        // Letters of names may be written as #xx.
        var plain = Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        return Active().IsMatch(plain) ? "The PDF carries a script, a program or another file. Print it to a new PDF and send that one." : null;
    }

    [GeneratedRegex(@"\A%PDF-[12]\.[0-9]")]
    private static partial Regex Head();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")]
    private static partial Regex Active();
}
