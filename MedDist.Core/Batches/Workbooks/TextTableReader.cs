using System.Text;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>Reads a text table (RFC 4180 and what programs make of it): commas, semicolons, tabs or bars, quotes, a byte order mark, UTF-8, UTF-16 or the Western code page.</summary>
internal static class TextTableReader
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];
    private const int SniffedRows = 50;

    /// <summary>Whether it is text at all: no zero bytes but those of UTF-16, hardly any control characters.</summary>
    public static bool IsText(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        var start = content.AsSpan(0, Math.Min(content.Length, 64 * 1024));
        if (start.StartsWith("%PDF"u8) || start.StartsWith("MZ"u8))
        {
            return false;
        }

        foreach (var b in start)
        {
            if (b is 0 or (< 32 and not (9 or 10 or 12 or 13)))
            {
                return false;
            }
        }

        return true;
    }

    public static WorkbookSheet Read(byte[] content) => Read(Decode(content));

    public static WorkbookSheet Read(string text)
    {
        var (separator, body) = Said(text) ?? (SeparatorOf(text), text);
        List<SheetRow> rows = [];
        foreach (var (number, fields) in Records(body, separator))
        {
            if (fields.Count > WorkbookLimits.MostColumns && fields.FindLastIndex(f => f.Length > 0) >= WorkbookLimits.MostColumns)
            {
                throw new WorkbookRefusedException(WorkbookFailures.TooManyColumns);
            }

            if (fields.Exists(f => f.Length > WorkbookLimits.MostText))
            {
                throw new WorkbookRefusedException(WorkbookFailures.LongCell(number));
            }

            if (!fields.TrueForAll(f => f.Length == 0))
            {
                rows.Add(new(number, [.. fields.Take(WorkbookLimits.MostColumns).Select(SheetCell.Of)]));
            }

            if (rows.Count > WorkbookLimits.MostRows + WorkbookLimits.HeaderRows)
            {
                throw new WorkbookRefusedException(WorkbookFailures.TooManyRows);
            }
        }

        return new(null, rows);
    }

    private static string Decode(byte[] content)
    {
        if (content is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode.GetString(content, 2, content.Length - 2);
        }

        if (content is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode.GetString(content, 2, content.Length - 2);
        }

        var bytes = content is [0xEF, 0xBB, 0xBF, ..] ? content.AsSpan(3) : content;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>A first line <c>sep=;</c>, as Excel understands it.</summary>
    private static (char Separator, string Body)? Said(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[..end].TrimEnd('\r') is { Length: 5 } line ? (line[4], text[(end + 1)..]) : null;
    }

    /// <summary>The one that cuts most rows into the same number of fields, more than one; of those that do, the one with the most fields.</summary>
    private static char SeparatorOf(string text)
    {
        var start = text.Length > 200_000 ? text[..200_000] : text;
        return Separators.Select((s, i) =>
        {
            var widths = Records(start, s).Take(SniffedRows).Select(r => r.Fields.Count).Where(n => n > 1).ToList();
            var best = widths.GroupBy(n => n).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault();
            return (Separator: s, Rows: best?.Count() ?? 0, Width: best?.Key ?? 0, i);
        }).OrderByDescending(s => s.Rows).ThenByDescending(s => s.Width).ThenBy(s => s.i).First().Separator;
    }

    private static IEnumerable<(int Number, List<string> Fields)> Records(string text, char separator)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var (quoted, number, i) = (false, 1, 0);
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && IsBlank(field))
            {
                field.Clear();
                quoted = true;
            }
            else if (c == separator)
            {
                Cut();
            }
            else if (c is '\n' or '\r')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                Cut();
                yield return (number++, fields);
                fields = [];
            }
            else
            {
                field.Append(c);
            }
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            Cut();
            yield return (number, fields);
        }

        void Cut()
        {
            fields.Add(field.ToString().Trim().Replace("\0", "", StringComparison.Ordinal));
            field.Clear();
        }
    }

    private static bool IsBlank(StringBuilder field)
    {
        for (var i = 0; i < field.Length; i++)
        {
            if (!char.IsWhiteSpace(field[i]))
            {
                return false;
            }
        }

        return true;
    }
}
