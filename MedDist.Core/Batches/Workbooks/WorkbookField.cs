using System.Globalization;
using System.Text;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>How a column is read.</summary>
public enum FieldKind
{
    Text,
    Day,

    /// <summary>A birth date or the like: never in the future.</summary>
    PastDay,

    /// <summary>A word that stands for one of ours.</summary>
    Word,
}

/// <summary>Something that a workbook can say of a row.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Label">What the screen and a workbook of ours call it.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Names">What others call it, in small letters; the first are the surest.</param>
public sealed record WorkbookField(string Key, string Label, FieldKind Kind, params IReadOnlyList<string> Names)
{
    /// <summary>Whether its values say who a person is or what they have.</summary>
    public bool IsPhi { get; init; }
}

/// <summary>Recognises headings.</summary>
public static class WorkbookFields
{
    // Words that name a field where they stand alone, and say nothing inside a longer heading.
    private static readonly HashSet<string> Generic = ["patient", "member", "customer", "recipient", "name", "first", "last", "type", "result", "reference", "order", "policy", "verified", "valid", "beneficiary", "number", "reason", "note", "auth"];

    /// <summary>A heading as it is compared: small letters and digits, a space between words.</summary>
    public static string Plain(string? heading)
    {
        var plain = new StringBuilder();
        foreach (var c in (heading ?? "").Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (c == '#')
            {
                plain.Append(" number ");
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(' ');
            }
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Which column each field most likely stands in. A column has one field, a field one column; a heading that is exactly a known name comes before one that only contains it.</summary>
    public static IReadOnlyDictionary<string, int> Guess(IReadOnlyList<string> headings, IReadOnlyList<WorkbookField> fields)
    {
        var plain = headings.Select(Plain).ToList();
        var fits = from column in Enumerable.Range(0, plain.Count)
                   from field in fields
                   let fit = Fit(plain[column], field)
                   where fit > 0
                   orderby fit descending, column
                   select (column, field.Key);
        var (found, taken) = (new Dictionary<string, int>(), new HashSet<int>());
        foreach (var (column, key) in fits)
        {
            if (!found.ContainsKey(key) && taken.Add(column))
            {
                found[key] = column;
            }
        }

        return found;
    }

    /// <summary>0 where a heading does not name the field; more, the surer.</summary>
    private static int Fit(string heading, WorkbookField field)
    {
        if (heading.Length == 0)
        {
            return 0;
        }

        for (var i = 0; i < field.Names.Count; i++)
        {
            if (heading == field.Names[i])
            {
                return 1000 - i;
            }
        }

        // The longest name that stands in it as whole words.
        var inside = field.Names.Where(n => n.Length > 2 && !Generic.Contains(n) && $" {heading} ".Contains($" {n} ", StringComparison.Ordinal)).Select(n => n.Length).DefaultIfEmpty().Max();
        return inside == 0 ? 0 : 100 + (inside * 10) - heading.Length;
    }
}
