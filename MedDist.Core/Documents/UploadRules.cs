using MedDist.Core.Kernel;

namespace MedDist.Core.Documents;

/// <summary>What may be uploaded: PDF, JPEG and PNG, told by their first bytes and never by their name, up to <see cref="MaxBytes"/>. Nothing that a machine could run.</summary>
public static class UploadRules
{
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>For the file field.</summary>
    public const string Accept = ".pdf,.jpg,.jpeg,.png";

    internal const string Pdf = "application/pdf", Jpeg = "image/jpeg", Png = "image/png";

    private static readonly (byte[] Start, string Type, string Extension)[] Kinds =
    [
        ("%PDF-"u8.ToArray(), Pdf, ".pdf"),
        ([0xFF, 0xD8, 0xFF], Jpeg, ".jpg"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Png, ".png"),
    ];

    internal static readonly Failure TooLarge = No($"The file is too large. Keep it under {MaxBytes / 1024 / 1024} MB.");

    internal static readonly Failure Empty = No("The file is empty. Choose another one.");

    internal static readonly Failure CutOff = No("The file did not arrive completely. Choose it again.");

    /// <summary>The kind of the file and a name that is safe to store and to download under, or why it is refused. Only the beginning: <see cref="Uploads.UploadInspection"/> looks at all of it.</summary>
    internal static Result<CheckedUpload> Check(string name, ReadOnlySpan<byte> start)
    {
        foreach (var (begins, type, extension) in Kinds)
        {
            if (start.StartsWith(begins))
            {
                return new CheckedUpload(SafeName(name, extension), type);
            }
        }

        return start.IsEmpty ? Empty : No("Only PDF, JPEG and PNG files can be taken. Save or scan it as one of these.");
    }

    internal static Failure No(string problem) => new Failure.Invalid("File", problem);

    private static string SafeName(string name, string extension)
    {
        var stem = Path.GetFileNameWithoutExtension(name.Replace('\\', '/').Split('/')[^1]);
        var safe = string.Concat(stem.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' ? c : '_')).Trim(' ', '.');
        return (safe.Length == 0 ? "file" : safe.Length > 80 ? safe[..80] : safe) + extension;
    }
}

/// <summary>An upload that may be kept: the name to keep it under and what it is.</summary>
internal sealed record CheckedUpload(string FileName, string ContentType);
