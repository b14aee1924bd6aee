using MedDist.Core.Kernel;

namespace MedDist.Core.Documents.Uploads;

/// <summary>A file that may be kept: its safe name, what it is, and its bytes as they are stored, which for pictures are fewer than came.</summary>
public sealed record InspectedUpload(string FileName, string ContentType, Stream Content)
{
    public bool IsPhoto => ContentType != UploadRules.Pdf;
}

/// <summary>
/// Looks at a whole file before anything of it is stored. What it is, its bytes say, never its name. Pictures are written anew from the parts that make the picture: where and with what it was taken
/// (EXIF, GPS, XMP, comments) and whatever hangs behind its end go away; a turned picture stays turned. A PDF must end where it says, and run nothing.
/// </summary>
public static class UploadInspection
{
    private static readonly string[] Runs =
        ["exe", "com", "bat", "cmd", "msi", "scr", "pif", "cpl", "dll", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1", "sh", "jar", "apk", "app", "lnk", "html", "htm", "xhtml", "svg", "php", "asp", "aspx", "jsp", "docm", "xlsm", "zip", "rar", "7z", "iso"];

    /// <summary>What other files begin with, and what to do about them.</summary>
    private static readonly (byte[] Start, int At, string Words)[] Others =
    [
        ("MZ"u8.ToArray(), 0, "This is a program, whatever its name says."),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], 0, "This is a program, whatever its name says."),
        ([0xCF, 0xFA, 0xED, 0xFE], 0, "This is a program, whatever its name says."),
        ("#!"u8.ToArray(), 0, "This is a program, whatever its name says."),
        ("PK"u8.ToArray(), 0, "This is an archive or an Office file. Save the document as PDF, and unpack archives first."),
        ("ftypheic"u8.ToArray(), 4, "This is a HEIC photo. In the camera's settings choose “Most compatible”, or save it as JPEG."),
        ("ftypmif1"u8.ToArray(), 4, "This is a HEIC photo. In the camera's settings choose “Most compatible”, or save it as JPEG."),
        ("GIF8"u8.ToArray(), 0, "This is a GIF. Save it as PNG or JPEG."),
        ("II*\0"u8.ToArray(), 0, "This is a TIFF. Save it as PDF, PNG or JPEG."),
        ("MM\0*"u8.ToArray(), 0, "This is a TIFF. Save it as PDF, PNG or JPEG."),
    ];

    /// <summary>How many bytes <see cref="Sniff"/> wants to see, where the file has them.</summary>
    public const int Start = 16;

    /// <summary>What a file is by its first bytes, and a name that is safe to keep it under; fails for what is not taken.</summary>
    internal static Result<CheckedUpload> Sniff(string name, ReadOnlySpan<byte> start)
    {
        foreach (var (begins, at, words) in Others)
        {
            if (start[Math.Min(at, start.Length)..].StartsWith(begins))
            {
                return UploadRules.No(words);
            }
        }

        return UploadRules.Check(name, start);
    }

    /// <summary>Looks at a file that has arrived; pictures are written to <paramref name="cleaned"/>, and a PDF is kept as it is.</summary>
    public static Result<InspectedUpload> Inspect(string name, Stream arrived, Stream cleaned)
    {
        var start = new byte[Start];
        arrived.Position = 0;
        var check = Sniff(name, start.AsSpan(0, arrived.ReadAtLeast(start, Start, throwOnEndOfStream: false)));
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var (problem, kept) = check.Value.ContentType switch
        {
            UploadRules.Jpeg => (JpegCleaning.Clean(arrived, cleaned), cleaned),
            UploadRules.Png => (PngCleaning.Clean(arrived, cleaned), cleaned),
            _ => (PdfInspection.Problem(arrived), arrived),
        };
        return problem is null ? new InspectedUpload(check.Value.FileName, check.Value.ContentType, kept) : UploadRules.No(problem);
    }

    /// <summary>Names that hide what a file is or point elsewhere; a browser never sends a path.</summary>
    internal static string? NameProblem(string name)
    {
        if (name.Length is 0 or > 255 || name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format) || name.Contains("..", StringComparison.Ordinal))
        {
            return "The name of the file is not allowed. Give it a short plain name, such as wound-photo.jpg, and try again.";
        }

        var parts = name.Split('.');
        return parts.Skip(1).FirstOrDefault(p => Runs.Contains(p.Trim().ToLowerInvariant())) is { } runs
            ? $"Files named .{runs.Trim().ToLowerInvariant()} are not taken, whatever is in them. Save or scan it as PDF, JPEG or PNG."
            : null;
    }
}
