using System.Buffers.Binary;

namespace MedDist.Core.Documents.Uploads;

/// <summary>Writes a PNG (ISO/IEC 15948) anew with only what draws it; texts, dates, EXIF and what follows its end are left out.</summary>
internal static class PngCleaning
{
    private const string Broken = "The picture is damaged or not a PNG after all. Save it again.";
    private const string Huge = "The picture is too large to open safely. Keep it under 60 megapixels.";

    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"];

    public static (byte[] Kept, string? Problem) Clean(byte[] file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file, 0, Math.Min(8, file.Length));
        var (at, painted) = (8, false);
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            var tag = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            if (length > file.Length - at - 12 || (at == 8) != (tag == "IHDR"))
            {
                return ([], Broken);
            }

            if (tag == "IHDR" && (length != 13 || (long)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8)) * BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 12)) > JpegCleaning.MostPixels))
            {
                return ([], length != 13 ? Broken : Huge);
            }

            if (tag == "IEND")
            {
                kept.Write(file, at, 12);
                return painted && length == 0 ? (kept.ToArray(), null) : ([], Broken);
            }

            // A capital first letter means that the picture cannot be drawn without the part.
            if (char.IsAsciiLetterUpper(tag[0]) && !Kept.Contains(tag))
            {
                return ([], Broken);
            }

            painted |= tag == "IDAT";
            if (Kept.Contains(tag))
            {
                kept.Write(file, at, (int)length + 12);
            }

            at += (int)length + 12;
        }

        return ([], Broken);
    }
}
