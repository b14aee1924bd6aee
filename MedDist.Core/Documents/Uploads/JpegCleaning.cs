using System.Buffers.Binary;

namespace MedDist.Core.Documents.Uploads;

/// <summary>Writes a JPEG (ITU-T T.81) anew with only what draws it: tables, frames, scans, colour profile; of its EXIF only which way it is turned. What follows its end is left out.</summary>
internal static class JpegCleaning
{
    /// <summary>More would be a bomb to whoever opens it.</summary>
    public const long MostPixels = 60_000_000;

    private const string Broken = "The picture is damaged or not a JPEG after all. Take or save it again.";
    private const string Huge = "The picture is too large to open safely. Keep it under 60 megapixels.";
    private const byte Fill = 0xFF, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Exif = 0xE1, ColourProfile = 0xE2, Adobe = 0xEE, Comment = 0xFE;

    public static (byte[] Kept, string? Problem) Clean(byte[] file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write([Fill, StartOfImage]);
        var (at, framed, orientation) = (2, false, 1);
        while (at + 1 < file.Length && file[at] == Fill)
        {
            var marker = file[at + 1];
            if (marker == Fill)
            {
                at++;
            }
            else if (marker == EndOfImage)
            {
                kept.Write([Fill, EndOfImage]);
                return framed ? (Turned(kept.ToArray(), orientation), null) : ([], Broken);
            }
            else if (Segment(file, at) is not { Count: > 0 } segment)
            {
                return ([], Broken);
            }
            else
            {
                if (IsFrame(marker))
                {
                    if (segment.Count < 9 || framed)
                    {
                        return ([], Broken);
                    }

                    framed = true;
                    if ((long)BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(5)) * BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(7)) > MostPixels)
                    {
                        return ([], Huge);
                    }
                }

                orientation = marker == Exif ? JpegOrientation.Read(segment.AsSpan(4)) ?? orientation : orientation;
                at += segment.Count;
                if (IsKept(marker))
                {
                    kept.Write(segment);
                }

                if (marker == StartOfScan)
                {
                    var end = EndOfScan(file, at);
                    kept.Write(file, at, end - at);
                    at = end;
                }
            }
        }

        return ([], Broken);
    }

    private static ArraySegment<byte> Segment(byte[] file, int at)
    {
        var length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2)) : 0;
        return length < 2 || at + 2 + length > file.Length ? default : new(file, at, length + 2);
    }

    // Restart marks and stuffed bytes belong to the scan.
    private static int EndOfScan(byte[] file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == Fill && file[at + 1] is not (0 or Fill or (>= 0xD0 and <= 0xD7))))
        {
            at++;
        }

        return at;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool IsKept(byte marker) => marker is 0xE0 or ColourProfile or Adobe || marker is not (>= 0xE0 and <= 0xEF or Comment);

    private static byte[] Turned(byte[] picture, int orientation) => orientation is < 2 or > 8 ? picture : [.. picture[..2], .. JpegOrientation.Write(orientation), .. picture[2..]];
}

/// <summary>Which way a picture is turned: the one value of its EXIF that is kept (CIPA DC-008, tag 274).</summary>
internal static class JpegOrientation
{
    private const int Tag = 0x0112;

    /// <summary>From the content of an EXIF segment: 1 to 8, or null.</summary>
    public static int? Read(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 16)
        {
            return null;
        }

        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var first = Number(tiff[4..], 4, little);
        if (first < 8 || first + 2 > tiff.Length)
        {
            return null;
        }

        var entries = Number(tiff[(int)first..], 2, little);
        for (var i = 0; i < entries && first + 2 + (i + 1) * 12 <= tiff.Length; i++)
        {
            var entry = tiff.Slice((int)first + 2 + i * 12, 12);
            if (Number(entry, 2, little) == Tag)
            {
                return (int)Number(entry[8..], 2, little) is >= 1 and <= 8 and var turned ? turned : null;
            }
        }

        return null;
    }

    /// <summary>A whole segment that says nothing else.</summary>
    public static byte[] Write(int orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static long Number(ReadOnlySpan<byte> bytes, int size, bool little) => (size, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
