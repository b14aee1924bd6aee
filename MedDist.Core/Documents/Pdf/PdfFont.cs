using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>
/// A font as one document uses it. Every character gets a code of its own, in the order of first use, so that text can be copied
/// back exactly even where two characters share a glyph or where the font has none and shows its replacement box.
/// </summary>
internal sealed class PdfFont(TrueTypeFont face, string resource, int stem)
{
    private readonly Dictionary<Rune, int> codes = [];
    private readonly List<(Rune Rune, ushort Glyph)> used = [];

    /// <summary>The name that page content calls this font by.</summary>
    public string Resource => resource;

    public bool IsUsed => used.Count > 0;

    public double Ascent => face.Ascent / 1000;

    public double Descent => face.Descent / 1000;

    public double Measure(ReadOnlySpan<char> text, double size)
    {
        var width = 0d;
        foreach (var rune in text.EnumerateRunes())
        {
            width += face.Advance(face.Glyph(rune));
        }

        return width * size / 1000;
    }

    /// <summary>The text as hexadecimal character codes, four digits each.</summary>
    public string Encode(string text)
    {
        var hex = new StringBuilder(text.Length * 4);
        foreach (var rune in text.EnumerateRunes())
        {
            hex.Append(Code(rune).ToString("X4", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }

    /// <summary>Writes the font with the glyphs used so far, and returns its object number.</summary>
    public int Write(PdfFile file)
    {
        var subset = GlyphSubset.Build(face, used.Select(u => u.Glyph));
        var program = file.AddCompressed(subset, $"/Length1 {subset.Length.ToString(CultureInfo.InvariantCulture)}");
        var name = $"{Tag(subset)}+{face.Name}";
        var descriptor = file.Add($"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{Numbers(face.Bounds)}] /ItalicAngle 0 "
            + $"/Ascent {PdfSyntax.Number(face.Ascent)} /Descent {PdfSyntax.Number(face.Descent)} /CapHeight 729 /StemV {PdfSyntax.Number(stem)} "
            + $"/FontFile2 {PdfSyntax.Reference(program)} >>");
        var glyphs = file.AddCompressed(used.SelectMany(u => new[] { (byte)(u.Glyph >> 8), (byte)u.Glyph }).Prepend((byte)0).Prepend((byte)0).ToArray());
        var descendant = file.Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} "
            + $"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {PdfSyntax.Reference(descriptor)} "
            + $"/CIDToGIDMap {PdfSyntax.Reference(glyphs)} /W [0 [{Numbers(used.Select(u => u.Glyph).Prepend((ushort)0).Select(face.Advance))}]] >>");
        var unicode = file.AddCompressed(Encoding.ASCII.GetBytes(UnicodeMap()));
        return file.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            + $"/DescendantFonts [{PdfSyntax.Reference(descendant)}] /ToUnicode {PdfSyntax.Reference(unicode)} >>");
    }

    private static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(PdfSyntax.Number));

    /// <summary>Six letters that mark a subset (ISO 32000-1, 9.6.4), taken from its content to be the same on every run.</summary>
    private static string Tag(byte[] subset) => string.Concat(SHA256.HashData(subset).Take(6).Select(b => (char)('A' + (b % 26))));

    private int Code(Rune rune)
    {
        // Codes have 16 bits; whatever comes after shows the replacement box.
        if (!codes.TryGetValue(rune, out var code) && used.Count < ushort.MaxValue)
        {
            used.Add((rune, face.Glyph(rune)));
            codes[rune] = code = used.Count;
        }

        return code;
    }

    private string UnicodeMap()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // A block holds at most 100 entries by the format.
        foreach (var block in used.Select((u, i) => (Code: i + 1, u.Rune)).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (code, rune) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
