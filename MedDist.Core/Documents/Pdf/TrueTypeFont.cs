using System.Buffers.Binary;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>One of the two fonts shipped with the product, read once; immutable, so documents share it.</summary>
internal sealed class TrueTypeFont
{
    private static readonly Lazy<TrueTypeFont> RegularFont = new(() => Load("DejaVuSans"));
    private static readonly Lazy<TrueTypeFont> BoldFont = new(() => Load("DejaVuSans-Bold"));

    private readonly byte[] content;
    private readonly Dictionary<string, Range> tables = [];
    private readonly Dictionary<int, ushort> glyphs;
    private readonly ushort[] advances;
    private readonly int unitsPerEm;

    private TrueTypeFont(string name, byte[] content)
    {
        Name = name;
        this.content = content;
        for (var i = 0; i < Word(content, 4); i++)
        {
            var entry = content.AsSpan(12 + (i * 16), 16);
            var start = (int)BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            tables[Encoding.ASCII.GetString(entry[..4])] = start..(start + (int)BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
        }

        unitsPerEm = Word(Table("head"), 18);
        GlyphCount = Word(Table("maxp"), 4);
        MetricCount = Word(Table("hhea"), 34);
        glyphs = CharacterMap.Read(Table("cmap"));
        advances = new ushort[GlyphCount];
        for (var glyph = 0; glyph < GlyphCount; glyph++)
        {
            advances[glyph] = Word(Table("hmtx"), Math.Min(glyph, MetricCount - 1) * 4);
        }
    }

    public static TrueTypeFont Regular => RegularFont.Value;

    public static TrueTypeFont Bold => BoldFont.Value;

    public string Name { get; }

    public int GlyphCount { get; }

    /// <summary>How many glyphs have an advance of their own in "hmtx"; those after share the last one.</summary>
    public int MetricCount { get; }

    /// <summary>Height above the baseline in thousandths of the type size.</summary>
    public double Ascent => Thousandths(Signed("hhea", 4));

    /// <summary>Depth below the baseline in thousandths of the type size; negative.</summary>
    public double Descent => Thousandths(Signed("hhea", 6));

    /// <summary>The smallest box around every glyph, in thousandths: left, bottom, right, top.</summary>
    public IEnumerable<double> Bounds => Enumerable.Range(0, 4).Select(i => Thousandths(Signed("head", 36 + (i * 2))));

    /// <summary>Zero, the font's replacement box, for a character that it lacks.</summary>
    public ushort Glyph(Rune rune) => glyphs.GetValueOrDefault(rune.Value);

    /// <summary>How far the pen moves, in thousandths of the type size.</summary>
    public double Advance(ushort glyph) => Thousandths(advances[glyph]);

    /// <summary>A table's bytes; empty if the font has no such table.</summary>
    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var range) ? content.AsSpan(range) : [];

    private static TrueTypeFont Load(string name)
    {
        var resource = $"{typeof(TrueTypeFont).Namespace}.Fonts.{name}.ttf";
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The font {resource} is not embedded in the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new TrueTypeFont(name, copy.ToArray());
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private short Signed(string table, int at) => BinaryPrimitives.ReadInt16BigEndian(Table(table)[at..]);

    private double Thousandths(int units) => units * 1000d / unitsPerEm;
}
