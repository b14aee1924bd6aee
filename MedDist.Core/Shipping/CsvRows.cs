using System.Text;

namespace MedDist.Core.Shipping;

/// <summary>The cells of comma-separated text (RFC 4180): quotes, doubled quotes and line breaks inside quotes.</summary>
internal static class CsvRows
{
    public static IEnumerable<IReadOnlyList<string>> Read(string text)
    {
        List<string> row = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                (quoted, i) = Quoted(text, i, cell);
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (row.Exists(v => v.Length > 0))
                {
                    yield return row;
                }

                row = [];
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        row.Add(cell.ToString());
        if (row.Exists(v => v.Length > 0))
        {
            yield return row;
        }
    }

    private static (bool Quoted, int Index) Quoted(string text, int i, StringBuilder cell)
    {
        if (text[i] != '"')
        {
            cell.Append(text[i]);
            return (true, i);
        }

        if (i + 1 < text.Length && text[i + 1] == '"')
        {
            cell.Append('"');
            return (true, i + 1);
        }

        return (false, i);
    }
}
