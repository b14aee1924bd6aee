using System.Text;
using System.Text.RegularExpressions;

namespace MedDist.Core.Documents.Uploads;

/// <summary>
/// What speaks against keeping a PDF (ISO 32000): it does not end where it says, something else hangs behind it, or it carries scripts, programs or files. Parts that are compressed inside it are not
/// looked into; nothing on our side runs or opens it. Read through a window that moves over the file.
/// </summary>
internal static partial class PdfInspection
{
    private const int LooseEnd = 1024;
    private const int Window = 64 * 1024;

    // More than the longest thing that is looked for, with each of its letters written as #xx.
    private const int Overlap = 256;

    private const string End = "%%EOF", ArchiveEnd = "PK\u0005\u0006";

    public static string? Problem(Stream file)
    {
        var (end, hasArchive, isActive, isHead) = (-1L, false, false, false);
        var bytes = new byte[Window];
        for (long at = 0; ; at += Window - Overlap)
        {
            file.Position = at;
            var got = file.ReadAtLeast(bytes, Window, throwOnEndOfStream: false);
            var (text, isLast) = (Encoding.Latin1.GetString(bytes, 0, got), at + got >= file.Length);
            isHead |= at == 0 && Head().IsMatch(text);
            end = text.LastIndexOf(End, StringComparison.Ordinal) is >= 0 and var found ? at + found : end;
            hasArchive |= text.Contains(ArchiveEnd, StringComparison.Ordinal);
            isActive |= IsActive(text, isLast);
            if (isLast)
            {
                break;
            }
        }

        return !isHead ? "The file is no PDF after all. Save or scan it again."
            : end < 0 ? "The PDF ends too early; it may not have been saved or sent completely. Save it again."
            : file.Length - end > LooseEnd || hasArchive ? "Something else hangs behind the PDF. Print it to a new PDF and send that one."
            : isActive ? "The PDF carries a script, a program or another file. Print it to a new PDF and send that one." : null;
    }

    /// <summary>A name that touches the end of the window may go on behind it; the next window holds it whole.</summary>
    private static bool IsActive(string text, bool isLast)
    {
        // Letters of names may be written as #xx.
        var plain = Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        return Active().Matches(plain).Any(m => isLast || m.Index + m.Length < plain.Length);
    }

    [GeneratedRegex(@"\A%PDF-[12]\.[0-9]")]
    private static partial Regex Head();

    [GeneratedRegex("#([0-9A-Fa-f]{2})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")]
    private static partial Regex Active();
}
