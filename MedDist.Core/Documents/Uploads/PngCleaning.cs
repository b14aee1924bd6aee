using System.Buffers.Binary;

namespace MedDist.Core.Documents.Uploads;

/// <summary>Writes a PNG (ISO/IEC 15948) anew with only what draws it; texts, dates, EXIF and what follows its end are left out. Reads part by part.</summary>
internal static class PngCleaning
{
    private const string Broken = "The picture is damaged or not a PNG after all. Save it again.";
    private const string Huge = "The picture is too large to open safely. Keep it under 60 megapixels.";

    // Around each part stand its length, its tag and its checksum.
    private const int Frame = 12;

    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"];

    /// <summary>What is wrong with it, or null, and then <paramref name="kept"/> holds the picture.</summary>
    public static string? Clean(Stream file, Stream kept)
    {
        var head = new byte[8];
        file.Position = 0;
        file.ReadExactly(head);
        kept.Write(head);
        for (var painted = false; file.Position + Frame <= file.Length;)
        {
            var at = file.Position;
            file.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var tag = System.Text.Encoding.ASCII.GetString(head, 4, 4);
            if (length > file.Length - at - Frame || (at == 8) != (tag == "IHDR"))
            {
                return Broken;
            }

            if (tag == "IHDR" && SizeProblem(file, length) is { } problem)
            {
                return problem;
            }

            // A capital first letter means that the picture cannot be drawn without the part.
            if (char.IsAsciiLetterUpper(tag[0]) && tag != "IEND" && !Kept.Contains(tag))
            {
                return Broken;
            }

            painted |= tag == "IDAT";
            file.Position = at;
            if (tag == "IEND" || Kept.Contains(tag))
            {
                StreamPieces.Copy(file, kept, length + Frame);
            }

            if (tag == "IEND")
            {
                return painted && length == 0 ? null : Broken;
            }

            file.Position = at + length + Frame;
        }

        return Broken;
    }

    private static string? SizeProblem(Stream file, uint length)
    {
        if (length != 13)
        {
            return Broken;
        }

        Span<byte> size = stackalloc byte[8];
        file.ReadExactly(size);
        return (long)BinaryPrimitives.ReadUInt32BigEndian(size) * BinaryPrimitives.ReadUInt32BigEndian(size[4..]) > JpegCleaning.MostPixels ? Huge : null;
    }
}

/// <summary>Parts of streams, a piece at a time.</summary>
internal static class StreamPieces
{
    /// <summary>Copies so many bytes, which are there.</summary>
    public static void Copy(Stream from, Stream to, long bytes)
    {
        var piece = new byte[(int)Math.Min(bytes, 64 * 1024)];
        for (var left = bytes; left > 0;)
        {
            var part = piece.AsSpan(0, (int)Math.Min(left, piece.Length));
            from.ReadExactly(part);
            to.Write(part);
            left -= part.Length;
        }
    }
}
