using System.Buffers.Binary;
using System.Text;
using MedDist.Core.Documents.Uploads;

namespace MedDist.Core.Tests.Documents.Uploads;

/// <summary>Small files of each kind, made byte by byte.</summary>
internal static class Files
{
    public static readonly byte[] Pdf = Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");

    /// <summary>A file as a sender sends it.</summary>
    public static UploadedFile Upload(string name, byte[] content) => new(name, _ => new MemoryStream(content)) { Bytes = content.Length };

    private static readonly byte[] Frame = [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];
    private static readonly byte[] End = [0xFF, 0xD9];

    /// <summary>A JPEG with what a telephone adds: EXIF with the place where it was taken, a comment, a trailer.</summary>
    public static byte[] Jpeg(int orientation = 1, bool littleEndian = true, string trailer = "", byte[]? frame = null) =>
        [0xFF, 0xD8, .. Segment(0xE0, "JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0"), .. Exif(orientation, littleEndian), .. Segment(0xFE, "taken at home"), .. Segment(0xED, "Photoshop IPTC"), .. frame ?? Frame, .. Scan, .. End, .. Encoding.Latin1.GetBytes(trailer)];

    public static byte[] HugeFrame { get; } = [0xFF, 0xC0, 0, 11, 8, 0xEA, 0x60, 0xEA, 0x60, 1, 1, 0x11, 0];

    public static byte[] Png(int width = 4, int height = 4, string trailer = "", params (string Tag, string Content)[] more) =>
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. Number(width), .. Number(height), 8, 0, 0, 0, 0]), .. more.SelectMany(m => Chunk(m.Tag, Encoding.Latin1.GetBytes(m.Content))), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []), .. Encoding.Latin1.GetBytes(trailer),
    ];

    private static byte[] Segment(byte marker, string content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. Encoding.Latin1.GetBytes(content)];

    private static byte[] Exif(int orientation, bool little)
    {
        var turned = (char)orientation;
        var gps = "GPS 41.8781 N 87.6298 W";
        var tiff = little ? $"II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0{turned}\0\0\0\0\0\0\0{gps}" : $"MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0{turned}\0\0\0\0\0\0{gps}";
        return Segment(0xE1, "Exif\0\0" + tiff);
    }

    private static byte[] Chunk(string tag, byte[] content) => [.. Number(content.Length), .. Encoding.ASCII.GetBytes(tag), .. content, 0, 0, 0, 0];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
