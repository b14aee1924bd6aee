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

    /// <summary>What is wrong with it, or null, and then <paramref name="kept"/> holds the picture. Reads segment by segment; none is longer than 64 KB.</summary>
    public static string? Clean(Stream file, Stream kept)
    {
        kept.Write([Fill, StartOfImage]);
        file.Position = 2;
        var segment = new byte[ushort.MaxValue + 2];
        for (var (framed, turned) = (false, false); file.ReadByte() == Fill;)
        {
            var marker = file.ReadByte();
            if (marker == Fill)
            {
                file.Position--;
                continue;
            }

            if (marker == EndOfImage)
            {
                kept.Write([Fill, EndOfImage]);
                return framed ? null : Broken;
            }

            if (marker < 0 || Segment(file, segment, (byte)marker) is not { Length: > 0 } part)
            {
                return Broken;
            }

            if (IsFrame((byte)marker) && FrameProblem(part, framed) is { } problem)
            {
                return problem;
            }

            framed |= IsFrame((byte)marker);
            turned = Write(kept, (byte)marker, part, turned);
            if (marker == StartOfScan)
            {
                CopyScan(file, kept);
            }
        }

        return Broken;
    }

    /// <summary>Keeps the segment where it draws; of EXIF the way the picture is turned, once. Returns whether that is written.</summary>
    private static bool Write(Stream kept, byte marker, ReadOnlySpan<byte> part, bool turned)
    {
        if (marker == Exif && !turned && JpegOrientation.Read(part[4..]) is >= 2 and var orientation)
        {
            kept.Write(JpegOrientation.Write(orientation));
            return true;
        }

        if (IsKept(marker))
        {
            kept.Write(part);
        }

        return turned;
    }

    private static string? FrameProblem(ReadOnlySpan<byte> part, bool framed) => part.Length < 9 || framed ? Broken
        : (long)BinaryPrimitives.ReadUInt16BigEndian(part[5..]) * BinaryPrimitives.ReadUInt16BigEndian(part[7..]) > MostPixels ? Huge : null;

    /// <summary>The segment whose marker was just read, with its marker; empty where it is not there as a whole.</summary>
    private static ReadOnlySpan<byte> Segment(Stream file, byte[] into, byte marker)
    {
        (into[0], into[1]) = (Fill, marker);
        if (file.ReadAtLeast(into.AsSpan(2, 2), 2, throwOnEndOfStream: false) < 2 || BinaryPrimitives.ReadUInt16BigEndian(into.AsSpan(2)) is var length && length < 2)
        {
            return [];
        }

        var rest = into.AsSpan(4, length - 2);
        return file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length ? [] : into.AsSpan(0, length + 2);
    }

    // Restart marks and stuffed bytes belong to the scan.
    private static void CopyScan(Stream file, Stream kept)
    {
        for (var read = file.ReadByte(); read >= 0; read = file.ReadByte())
        {
            if (read == Fill)
            {
                var next = file.ReadByte();
                if (next < 0)
                {
                    return;
                }

                file.Position--;
                if (next is not (0 or Fill or (>= 0xD0 and <= 0xD7)))
                {
                    file.Position--;
                    return;
                }
            }

            kept.WriteByte((byte)read);
        }
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool IsKept(byte marker) => marker is 0xE0 or ColourProfile or Adobe || marker is not (>= 0xE0 and <= 0xEF or Comment);
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
