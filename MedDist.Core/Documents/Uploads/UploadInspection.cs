using MedDist.Core.Kernel;

namespace MedDist.Core.Documents.Uploads;

/// <summary>A file that may be kept: its safe name, what it is, and its bytes as they are stored, which for pictures are fewer than came.</summary>
public sealed record InspectedUpload(string FileName, string ContentType, byte[] Content)
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

    public static Result<InspectedUpload> Inspect(string name, byte[] content)
    {
        if (NameProblem(name) is { } wrongName)
        {
            return No(wrongName);
        }

        if (Array.Find(Others, o => content.AsSpan(Math.Min(o.At, content.Length)).StartsWith(o.Start)).Words is { } words)
        {
            return No(words);
        }

        var check = UploadRules.Check(name, content);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        var (kept, problem) = check.Value.ContentType switch
        {
            UploadRules.Jpeg => JpegCleaning.Clean(content),
            UploadRules.Png => PngCleaning.Clean(content),
            _ => (content, PdfInspection.Problem(content)),
        };
        return problem is null ? new InspectedUpload(check.Value.FileName, check.Value.ContentType, kept) : No(problem);
    }

    /// <summary>Names that hide what a file is or point elsewhere; a browser never sends a path.</summary>
    private static string? NameProblem(string name)
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

    private static Failure.Invalid No(string problem) => new("File", problem);
}
