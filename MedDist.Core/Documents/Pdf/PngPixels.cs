using System.Buffers.Binary;
using System.IO.Compression;

namespace MedDist.Core.Documents.Pdf;

/// <summary>A PNG picture unpacked to three bytes of colour for each pixel, and one of opacity if any of them is not opaque (ISO/IEC 15948).</summary>
internal sealed class PngPixels
{
    private const int LargestPixelCount = 25_000_000;
    private const byte Grey = 0, Rgb = 2, Indexed = 3, GreyAlpha = 4;

    private readonly int depth;
    private readonly byte kind;
    private readonly byte[] palette;
    private readonly byte[] transparency;

    private PngPixels(PngChunks chunks)
    {
        (Width, Height, depth, kind) = (chunks.Width, chunks.Height, chunks.Depth, chunks.Kind);
        (palette, transparency) = (chunks.Palette, chunks.Transparency);
        Colors = new byte[Width * Height * 3];
        HasOpacity = kind >= GreyAlpha || transparency.Length > 0;
        Opacity = HasOpacity ? new byte[Width * Height] : null;
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Colors { get; }

    public byte[]? Opacity { get; }

    private bool HasOpacity { get; }

    private int Channels => kind switch { Grey or Indexed => 1, GreyAlpha => 2, Rgb => 3, _ => 4 };

    /// <summary>Null for anything but a whole, non-interlaced PNG of bearable size.</summary>
    public static PngPixels? Read(ReadOnlySpan<byte> file)
    {
        if (PngChunks.Read(file) is not { } chunks || (long)chunks.Width * chunks.Height > LargestPixelCount)
        {
            return null;
        }

        try
        {
            var pixels = new PngPixels(chunks);
            using var packed = new MemoryStream(chunks.Content);
            using var rows = new ZLibStream(packed, CompressionMode.Decompress);
            pixels.Fill(rows);
            return pixels;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private void Fill(ZLibStream rows)
    {
        var step = Math.Max(1, Channels * depth / 8);
        var length = ((Width * Channels * depth) + 7) / 8;
        byte[] row = new byte[length], above = new byte[length];
        for (var y = 0; y < Height; y++)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above, step);
            for (var x = 0; x < Width; x++)
            {
                SetPixel((y * Width) + x, row, x);
            }

            (row, above) = (above, row);
        }
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw new InvalidDataException("A row of the PNG names no known filter."),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner, toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private void SetPixel(int pixel, byte[] row, int x)
    {
        var first = x * Channels;
        var color = Colors.AsSpan(pixel * 3, 3);
        var sample = Sample(row, first);
        if (kind == Indexed)
        {
            palette.AsSpan(Math.Min(sample * 3, palette.Length - 3), 3).CopyTo(color);
        }
        else if (kind is Grey or GreyAlpha)
        {
            color.Fill(Scale(sample));
        }
        else
        {
            for (var i = 0; i < 3; i++)
            {
                color[i] = Scale(Sample(row, first + i));
            }
        }

        if (HasOpacity)
        {
            Opacity![pixel] = kind >= GreyAlpha ? Scale(Sample(row, first + Channels - 1)) : KeyedOpacity(row, first);
        }
    }

    /// <summary>A palette lists an opacity for each entry; the other kinds name one colour that is clear.</summary>
    private byte KeyedOpacity(byte[] row, int first)
    {
        if (kind == Indexed)
        {
            var entry = Sample(row, first);
            return entry < transparency.Length ? transparency[entry] : byte.MaxValue;
        }

        for (var i = 0; i < Channels; i++)
        {
            if (Sample(row, first + i) != BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(i * 2)))
            {
                return byte.MaxValue;
            }
        }

        return 0;
    }

    private int Sample(byte[] row, int index) => depth switch
    {
        8 => row[index],
        16 => BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(index * 2)),
        _ => (row[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };

    private byte Scale(int sample) => (byte)(depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1));
}
