using System.Buffers.Binary;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>
/// Cuts a font down to the glyphs that a document draws. Glyph numbers stay as they are; the outlines of the others become empty.
/// </summary>
internal static class GlyphSubset
{
    // What a PDF viewer needs of a TrueType font (ISO 32000-1, 9.9), in the alphabetical order the format asks for.
    private static readonly string[] Tags = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    public static byte[] Build(TrueTypeFont font, IEnumerable<ushort> wanted)
    {
        var kept = WithComponents(font, wanted);
        var (outlines, locations) = Outlines(font, kept);
        var parts = Tags.Select(tag => (Tag: tag, Bytes: tag switch
        {
            "glyf" => outlines,
            "loca" => locations,
            "hmtx" => Metrics(font, kept),
            "head" => Head(font),
            _ => font.Table(tag).ToArray(),
        })).Where(part => part.Bytes.Length > 0).ToList();
        return Assemble(parts);
    }

    private static SortedSet<ushort> WithComponents(TrueTypeFont font, IEnumerable<ushort> wanted)
    {
        var kept = new SortedSet<ushort>();
        var open = new Stack<ushort>(wanted.Append((ushort)0));
        while (open.TryPop(out var glyph))
        {
            if (kept.Add(glyph))
            {
                Components(Outline(font, glyph)).ForEach(open.Push);
            }
        }

        return kept;
    }

    /// <summary>The glyphs that a composite one is put together from; none for a simple one.</summary>
    private static List<ushort> Components(ReadOnlySpan<byte> outline)
    {
        const int wordArguments = 0x0001, scale = 0x0008, more = 0x0020, twoScales = 0x0040, matrix = 0x0080;
        var found = new List<ushort>();
        if (outline.IsEmpty || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return found;
        }

        var at = 10;
        int flags;
        do
        {
            flags = Word(outline, at);
            found.Add(Word(outline, at + 2));
            at += 4 + ((flags & wordArguments) != 0 ? 4 : 2);
            at += (flags & scale) != 0 ? 2 : (flags & twoScales) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0;
        }
        while ((flags & more) != 0);
        return found;
    }

    private static (byte[] Outlines, byte[] Locations) Outlines(TrueTypeFont font, SortedSet<ushort> kept)
    {
        using var outlines = new MemoryStream();
        var locations = new byte[(font.GlyphCount + 1) * 4];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            if (kept.Contains((ushort)glyph))
            {
                outlines.Write(Outline(font, (ushort)glyph));
                outlines.Write(new byte[-outlines.Length & 3]);
            }

            BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan((glyph + 1) * 4), (uint)outlines.Length);
        }

        return (outlines.ToArray(), locations);
    }

    private static ReadOnlySpan<byte> Outline(TrueTypeFont font, ushort glyph)
    {
        var loca = font.Table("loca");
        var isLong = Word(font.Table("head"), 50) != 0;
        var start = isLong ? (int)Long(loca, glyph * 4) : Word(loca, glyph * 2) * 2;
        var end = isLong ? (int)Long(loca, (glyph + 1) * 4) : Word(loca, (glyph + 1) * 2) * 2;
        return font.Table("glyf")[start..end];
    }

    /// <summary>The advances of unused glyphs become zero, which packs to nearly nothing.</summary>
    private static byte[] Metrics(TrueTypeFont font, SortedSet<ushort> kept)
    {
        var metrics = new byte[font.Table("hmtx").Length];
        foreach (var glyph in kept)
        {
            var own = glyph < font.MetricCount;
            var range = own ? new Range(glyph * 4, (glyph * 4) + 4) : new Range((font.MetricCount + glyph) * 2, ((font.MetricCount + glyph) * 2) + 2);
            font.Table("hmtx")[range].CopyTo(metrics.AsSpan(range));
        }

        // Glyphs past the list borrow its last advance.
        var last = new Range((font.MetricCount - 1) * 4, font.MetricCount * 4);
        font.Table("hmtx")[last].CopyTo(metrics.AsSpan(last));
        return metrics;
    }

    private static byte[] Head(TrueTypeFont font)
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private static byte[] Assemble(List<(string Tag, byte[] Bytes)> parts)
    {
        var start = 12 + (parts.Count * 16);
        var font = new byte[start + parts.Sum(part => (part.Bytes.Length + 3) & ~3)];
        var power = (int)Math.Log2(parts.Count);
        new byte[] { 0, 1, 0, 0 }.CopyTo(font, 0);
        ushort[] search = [(ushort)parts.Count, (ushort)(16 << power), (ushort)power, (ushort)((parts.Count * 16) - (16 << power))];
        for (var i = 0; i < search.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4 + (i * 2)), search[i]);
        }

        for (var i = 0; i < parts.Count; i++)
        {
            var (tag, bytes) = parts[i];
            var entry = font.AsSpan(12 + (i * 16), 16);
            bytes.CopyTo(font, start);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(font.AsSpan(start, (bytes.Length + 3) & ~3)));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)start);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)bytes.Length);
            start += (bytes.Length + 3) & ~3;
        }

        return font;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
        {
            sum = unchecked(sum + Long(bytes, at));
        }

        return sum;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
