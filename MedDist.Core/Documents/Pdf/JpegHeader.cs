using System.Buffers.Binary;

namespace MedDist.Core.Documents.Pdf;

/// <summary>What a PDF has to say about a JPEG picture that it embeds as it is (ITU-T T.81, annex B).</summary>
internal sealed record JpegHeader(int Width, int Height, int Components, bool IsAdobe)
{
    private const int LastReadableFrame = 0xC2, EndOfImage = 0xD9, StartOfScan = 0xDA, ApplicationMark14 = 0xEE;

    /// <summary>Null for anything but an 8-bit baseline or progressive JPEG.</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> file) => file is [0xFF, 0xD8, .. var segments] ? ReadSegments(segments) : null;

    private static JpegHeader? ReadSegments(ReadOnlySpan<byte> rest)
    {
        var isAdobe = false;
        while (rest is [0xFF, _, _, _, ..])
        {
            // Any number of fill bytes may stand before a marker.
            if (rest[1] == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            int marker = rest[1], length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length > rest.Length - 2 || marker is EndOfImage or StartOfScan)
            {
                return null;
            }

            var segment = rest[4..(length + 2)];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return marker <= LastReadableFrame ? Frame(segment, isAdobe) : null;
            }

            isAdobe |= marker == ApplicationMark14 && segment.StartsWith("Adobe"u8);
            rest = rest[(length + 2)..];
        }

        return null;
    }

    private static JpegHeader? Frame(ReadOnlySpan<byte> segment, bool isAdobe)
    {
        if (segment.Length < 6 || segment[0] != 8 || segment[5] is not (1 or 3 or 4))
        {
            return null;
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        return width > 0 && height > 0 ? new JpegHeader(width, height, segment[5], isAdobe) : null;
    }
}
