using System.Buffers.Binary;

namespace MedDist.Core.Documents.Pdf;

/// <summary>The parts of a PNG file, still packed.</summary>
internal sealed class PngChunks
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private PngChunks()
    {
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Bits for each sample.</summary>
    public byte Depth { get; private set; }

    /// <summary>The colour type of the format: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha.</summary>
    public byte Kind { get; private set; }

    public byte[] Palette { get; private set; } = [];

    public byte[] Transparency { get; private set; } = [];

    public byte[] Content { get; private set; } = [];

    /// <summary>Null for a file that is no PNG, ends early, or is of a kind that is not read here.</summary>
    public static PngChunks? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
        {
            return null;
        }

        var chunks = new PngChunks();
        using var content = new MemoryStream();
        for (var rest = file[Signature.Length..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                return null;
            }

            var tag = rest.Slice(4, 4);
            if (tag.SequenceEqual("IEND"u8))
            {
                chunks.Content = content.ToArray();
                return chunks.IsReadable() ? chunks : null;
            }

            chunks.Take(tag, rest.Slice(8, (int)length), content);
            rest = rest[(12 + (int)length)..];
        }

        return null;
    }

    private void Take(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> body, MemoryStream content)
    {
        if (tag.SequenceEqual("IHDR"u8) && body.Length >= 13)
        {
            Width = BinaryPrimitives.ReadInt32BigEndian(body);
            Height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
            var isInterlaced = body[12] != 0;
            // A depth of zero is no depth at all, which makes the file unreadable below.
            (Depth, Kind) = (isInterlaced ? (byte)0 : body[8], body[9]);
        }
        else if (tag.SequenceEqual("PLTE"u8))
        {
            Palette = body.ToArray();
        }
        else if (tag.SequenceEqual("tRNS"u8))
        {
            Transparency = body.ToArray();
        }
        else if (tag.SequenceEqual("IDAT"u8))
        {
            content.Write(body);
        }
    }

    private bool IsReadable()
    {
        var isKnown = (Kind, Depth) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        var hasPalette = Kind != 3 || Palette.Length >= 3;
        var hasKey = Transparency.Length == 0 || Kind switch { 0 => Transparency.Length == 2, 2 => Transparency.Length == 6, _ => true };
        return isKnown && hasPalette && hasKey && Width > 0 && Height > 0;
    }
}
