using System.Runtime.CompilerServices;

namespace MedDist.Core.Reports.Exports;

/// <summary>A filter of a grid in the words of its chip: "Manufacturer", "Acme Biologics".</summary>
public sealed record ExportCriterion(string Label, string Value);

/// <summary>Which list is meant, exactly as a user sees it.</summary>
/// <param name="Address">The address of the page; all of the list's state is in it, but a search that may be a name.</param>
/// <param name="Search">That search.</param>
/// <param name="Columns">The columns from left to right, by their ids; null for all that a page shows by itself.</param>
public sealed record ExportAsk(Uri Address, string? Search = null, IReadOnlyList<string>? Columns = null)
{
    /// <summary>The page's path with its query, for example <c>/orders?tab=all</c>; what is of another site is refused by null.</summary>
    public static Uri? AddressOf(string pathAndQuery) =>
        pathAndQuery.StartsWith('/') && !pathAndQuery.StartsWith("//", StringComparison.Ordinal) && Uri.TryCreate("http://list" + pathAndQuery, UriKind.Absolute, out var address) ? address : null;

    /// <summary>The query by name; empty where it says nothing.</summary>
    public System.Collections.Specialized.NameValueCollection Query => System.Web.HttpUtility.ParseQueryString(Address.Query);
}

/// <summary>The rows of a list in its order, and what narrows and sorts them.</summary>
/// <param name="Criteria">The filters in words, as their chips have them.</param>
/// <param name="Sort">The order in words.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Rows">Read from the same query that the screen asks, once, a few at a time.</param>
public sealed record ExportList<TRow>(IReadOnlyList<ExportCriterion> Criteria, string Sort, int Count, IAsyncEnumerable<TRow> Rows);

/// <summary>A row of a grid: its values, and the recipient whom it is about.</summary>
public readonly record struct ExportLine(object?[] Cells, Guid? Person = null);

/// <summary>A grid, ready to be written: its columns as chosen, and rows of their values.</summary>
public sealed record ExportGrid(string Title, IReadOnlyList<ExportColumn> Columns, IReadOnlyList<ExportCriterion> Criteria, string Sort, int Count, IAsyncEnumerable<ExportLine> Rows)
{
    internal static ExportGrid Of<TRow>(string title, ExportAsk ask, IReadOnlyList<ExportColumn<TRow>> all, ExportList<TRow> list, Func<TRow, Guid?> person)
    {
        IReadOnlyList<ExportColumn<TRow>> columns = ask.Columns is null ? all : [.. ask.Columns.Select(id => all.FirstOrDefault(c => c.Id == id)).OfType<ExportColumn<TRow>>()];
        return new(title, columns, list.Criteria, list.Sort, list.Count, LinesAsync(list.Rows, [.. columns.Select(c => c.Value)], person));
    }

    private static async IAsyncEnumerable<ExportLine> LinesAsync<TRow>(IAsyncEnumerable<TRow> rows, Func<TRow, object?>[] values, Func<TRow, Guid?> person, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var row in rows.WithCancellation(cancel))
        {
            var cells = new object?[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                cells[i] = values[i](row);
            }

            yield return new(cells, person(row));
        }
    }
}

/// <summary>Makes rows out of what queries give.</summary>
public static class ExportRows
{
    /// <summary>Page after page, until one is empty.</summary>
    /// <param name="page">Reads the rows behind a number of rows.</param>
    /// <param name="cancel">Ends it.</param>
    public static async IAsyncEnumerable<TRow> PagedAsync<TRow>(Func<int, CancellationToken, Task<IReadOnlyList<TRow>>> page, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var read = 0;
        while (await page(read, cancel) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                yield return row;
            }

            read += rows.Count;
        }
    }

    /// <summary>A list that is read whole, because it is short.</summary>
    public static async IAsyncEnumerable<TRow> OfAsync<TRow>(IReadOnlyList<TRow> rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>The filters that say something.</summary>
    public static IReadOnlyList<ExportCriterion> Criteria(params IEnumerable<(string Label, string? Value)> words) => [.. words.Where(w => !string.IsNullOrEmpty(w.Value)).Select(w => new ExportCriterion(w.Label, w.Value!))];
}
