using System.Buffers;
using System.Globalization;

namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>Writes rows of cells as the markup of a sheet. It writes the markup itself: an XML writer costs more than all the rest of a large file together.</summary>
internal sealed class XlsxCells(TextWriter text)
{
    // What text cannot hold as it is: markup, line ends that XML would change, what XML cannot carry, and halves of characters.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "&<>\r\uFFFE\uFFFF", .. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c is not '\t' and not '\n' and not '\r'), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public TextWriter Text => text;

    /// <param name="cells">The values.</param>
    /// <param name="styles">Of the columns, for what is neither a date nor a formula.</param>
    /// <param name="all">The style of all of them instead; null for none.</param>
    public void Row(IReadOnlyList<object?> cells, int[] styles, int? all)
    {
        text.Write("<row>");
        for (var i = 0; i < cells.Count; i++)
        {
            Cell(cells[i], i < styles.Length ? styles[i] : XlsxStyles.Plain, all);
        }

        text.Write("</row>");
    }

    private void Cell(object? value, int style, int? all)
    {
        switch (value)
        {
            case null:
                text.Write("<c/>");
                break;
            case string words:
                text.Write("<c t=\"inlineStr\"");
                Style(all ?? (Sheet.LooksLikeFormula(words) ? XlsxStyles.Literal : style));
                text.Write("><is><t xml:space=\"preserve\">");
                Words(words.AsSpan(0, Math.Min(words.Length, Sheet.MostText)));
                text.Write("</t></is></c>");
                break;
            case DateOnly day:
                Number(day.DayNumber - DateOnly.FromDateTime(DateTime.FromOADate(0)).DayNumber, XlsxStyles.Day);
                break;
            case DateTime moment:
                Number(moment.ToOADate(), XlsxStyles.Moment);
                break;
            case bool yes:
                text.Write(yes ? "<c t=\"b\"><v>1</v></c>" : "<c t=\"b\"><v>0</v></c>");
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                Number((ISpanFormattable)value, style);
                break;
            default:
                throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }

    private void Number<T>(T number, int style)
        where T : ISpanFormattable
    {
        Span<char> digits = stackalloc char[64];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        text.Write("<c");
        Style(style);
        text.Write("><v>");
        text.Write(digits[..length]);
        text.Write("</v></c>");
    }

    private void Style(int style)
    {
        if (style != XlsxStyles.Plain)
        {
            text.Write(" s=\"");
            text.Write((char)('0' + style));
            text.Write('"');
        }
    }

    private void Words(ReadOnlySpan<char> words)
    {
        for (int at; (at = words.IndexOfAny(Special)) >= 0;)
        {
            text.Write(words[..at]);
            var taken = 1;
            switch (words[at])
            {
                case '&':
                    text.Write("&amp;");
                    break;
                case '<':
                    text.Write("&lt;");
                    break;
                case '>':
                    text.Write("&gt;");
                    break;
                case '\r':
                    text.Write(at + 1 < words.Length && words[at + 1] == '\n' ? "" : "\n");
                    break;
                case var high when char.IsHighSurrogate(high) && at + 1 < words.Length && char.IsLowSurrogate(words[at + 1]):
                    text.Write(words.Slice(at, 2));
                    taken = 2;
                    break;
            }

            words = words[(at + taken)..];
        }

        text.Write(words);
    }
}
