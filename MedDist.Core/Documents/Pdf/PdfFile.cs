using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>The numbered objects of one file, and the cross-reference table that finds them (ISO 32000-1, 7.5).</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]> objects = [];

    /// <summary>A number to refer to before the object itself is known; <see cref="Set"/> must follow.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    public void Set(int number, string body) => objects[number - 1] = Encoding.Latin1.GetBytes(body);

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    public int AddCompressed(ReadOnlySpan<byte> content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return AddStream(packed.ToArray(), $"/Filter /FlateDecode {entries}");
    }

    public int AddStream(byte[] content, string entries)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"<< /Length {content.Length} {entries} >>\nstream\n");
        objects.Add([.. Encoding.Latin1.GetBytes(head), .. content, .. "\nendstream"u8]);
        return objects.Count;
    }

    public byte[] ToArray(int catalog, int properties)
    {
        using var output = new MemoryStream();
        // The second line's high bytes tell transfer programs that the file is binary.
        output.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new List<long>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(output.Position);
            Write(output, $"{i + 1} 0 obj\n");
            output.Write(objects[i]);
            Write(output, $"\nendobj\n");
        }

        // The identifier is a digest of the content, because a random one would make equal documents differ.
        var id = Convert.ToHexString(SHA256.HashData(output.GetBuffer().AsSpan(0, (int)output.Length)).AsSpan(0, 16));
        var start = output.Position;
        Write(output, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => Write(output, $"{offset:0000000000} 00000 n \n"));
        Write(output, $"trailer\n<< /Size {objects.Count + 1} /Root {catalog} 0 R /Info {properties} 0 R /ID [<{id}> <{id}>] >>\n");
        Write(output, $"startxref\n{start}\n%%EOF\n");
        return output.ToArray();
    }

    private static void Write(MemoryStream output, FormattableString text) =>
        output.Write(Encoding.Latin1.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
}
