using System.Buffers.Binary;

namespace MedDist.Core.Documents.Pdf;

/// <summary>Reads a TrueType "cmap" table (formats 4 and 12) into code point → glyph.</summary>
internal static class CharacterMap
{
    public static Dictionary<int, ushort> Read(ReadOnlySpan<byte> cmap)
    {
        var map = new Dictionary<int, ushort>();
        for (var i = 0; i < Word(cmap, 2); i++)
        {
            var table = cmap[(int)Long(cmap, 4 + (i * 8) + 4)..];
            switch (Word(table, 0))
            {
                case 4: ReadSegments(table, map); break;
                case 12: ReadGroups(table, map); break;
            }
        }

        return map;
    }

    private static void ReadSegments(ReadOnlySpan<byte> table, Dictionary<int, ushort> map)
    {
        int count = Word(table, 6) / 2, ends = 14, starts = ends + (count * 2) + 2, deltas = starts + (count * 2), offsets = deltas + (count * 2);
        for (var k = 0; k < count; k++)
        {
            int start = Word(table, starts + (k * 2)), end = Word(table, ends + (k * 2));
            int delta = Word(table, deltas + (k * 2)), offset = Word(table, offsets + (k * 2));
            for (var code = start; code <= end && code != 0xFFFF; code++)
            {
                // An offset counts from its own place in the table, so the glyph list follows the four arrays.
                var glyph = offset == 0 ? code : Word(table, offsets + (k * 2) + offset + ((code - start) * 2));
                if (glyph != 0 && (ushort)(glyph + delta) is not 0 and var found)
                {
                    map.TryAdd(code, found);
                }
            }
        }
    }

    private static void ReadGroups(ReadOnlySpan<byte> table, Dictionary<int, ushort> map)
    {
        for (var k = 0; k < Long(table, 12); k++)
        {
            var group = table[(16 + (k * 12))..];
            uint start = Long(group, 0), end = Long(group, 4), glyph = Long(group, 8);
            for (var code = start; code <= end; code++)
            {
                map.TryAdd((int)code, (ushort)(glyph + code - start));
            }
        }
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
