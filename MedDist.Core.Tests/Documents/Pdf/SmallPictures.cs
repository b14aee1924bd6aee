using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MedDist.Core.Tests.Documents.Pdf;

/// <summary>Tiny picture files for tests.</summary>
internal static class SmallPictures
{
    /// <summary>A JPEG of 24 × 16 pixels, all of them about (200, 16, 32).</summary>
    public static byte[] RedJpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO"
        + "UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
        + "T09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA"
        + "FgEBAQEAAAAAAAAAAAAAAAAAAAQG/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AnQETaAAP/9k=");

    /// <summary>A PNG whose rows are given as in the file: a filter byte, then the samples.</summary>
    public static byte[] Png(int width, int height, byte depth, byte kind, byte[] rows, byte[]? palette = null, byte[]? transparency = null, byte interlace = 0)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        (size[8], size[9], size[12]) = (depth, kind, interlace);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", size), .. palette is null ? [] : Chunk("PLTE", palette),
            .. transparency is null ? [] : Chunk("tRNS", transparency), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string tag, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        byte[] content = [.. Encoding.ASCII.GetBytes(tag), .. body];
        // The reader leaves checksums to others, as PDF keeps none of them.
        return [.. length, .. content, 0, 0, 0, 0];
    }
}
