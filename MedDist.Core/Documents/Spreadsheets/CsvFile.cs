using System.Globalization;
using System.Text;

namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>Writes a <see cref="Sheet"/> as CSV (RFC 4180, UTF-8 with byte order mark, so that spreadsheet programs read accents right). Text that looks like a formula gets an apostrophe in front.</summary>
public static class CsvFile
{
    public const string ContentType = "text/csv";

    public static void Write(Stream output, Sheet sheet)
    {
        using var csv = new CsvWriter(output);
        foreach (var row in sheet.Above)
        {
            csv.Write(row);
        }

        csv.Write([.. sheet.Columns.Select(c => (object?)c.Title)]);
        foreach (var row in sheet.Rows)
        {
            csv.Write(row);
        }
    }
}

/// <summary>The same, row by row while they come; disposing writes the last of it.</summary>
public sealed class CsvWriter(Stream output) : IDisposable
{
    private readonly StreamWriter writer = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 32 * 1024, leaveOpen: true) { NewLine = "\r\n" };

    public void Write(IReadOnlyList<object?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            writer.Write(Cell(cells[i]));
        }

        writer.WriteLine();
    }

    public void Dispose() => writer.Dispose();

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(Sheet.LooksLikeFormula(text) ? "'" + text : text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    private static string Quoted(string text) => text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
