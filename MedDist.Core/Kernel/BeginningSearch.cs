using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

/// <summary>Something that is found by the beginning of its name, code or alias, each stored as <see cref="SearchWords"/> writes it.</summary>
public interface ISearchable
{
    Guid Id { get; }

    string Name { get; }

    string SearchName { get; }

    string SearchCode { get; }

    string SearchAlias { get; }

    string SearchText { get; }
}

/// <summary>The search behind a type-ahead over thousands of rows: each way to be found is one question that an index answers, and no more rows are read than are shown.</summary>
public static class BeginningSearch
{
    /// <summary>
    /// What begins with the text by name, then by code, then by alias; where that does not fill the list, what holds a word that begins with each word of the text. Without text, the first by name.
    /// </summary>
    public static async Task<IReadOnlyList<T>> FindAsync<T>(IQueryable<T> among, string? typed, int take, CancellationToken cancel)
        where T : class, ISearchable
    {
        var from = SearchWords.Joined(typed);
        if (from.Length == 0)
        {
            return await among.OrderBy(p => p.Name).Take(take).ToListAsync(cancel);
        }

        List<T> found = [];
        foreach (var way in new[] { ByName(among, from), ByCode(among, from), ByAlias(among, from), ByWords(among, SearchWords.Of(typed)) })
        {
            var more = await way.Take(take).ToListAsync(cancel);
            found.AddRange(more.Where(m => found.TrueForAll(f => f.Id != m.Id)));
            if (found.Count >= take)
            {
                break;
            }
        }

        return [.. found.Take(take)];
    }

    public static IQueryable<T> ByName<T>(IQueryable<T> among, string from)
        where T : class, ISearchable
    {
        var to = from + SearchWords.Last;
        return among.Where(p => p.SearchName.CompareTo(from) >= 0 && p.SearchName.CompareTo(to) <= 0).OrderBy(p => p.SearchName);
    }

    public static IQueryable<T> ByCode<T>(IQueryable<T> among, string from)
        where T : class, ISearchable
    {
        var to = from + SearchWords.Last;
        return among.Where(p => p.SearchCode.CompareTo(from) >= 0 && p.SearchCode.CompareTo(to) <= 0).OrderBy(p => p.SearchCode);
    }

    public static IQueryable<T> ByAlias<T>(IQueryable<T> among, string from)
        where T : class, ISearchable
    {
        var to = from + SearchWords.Last;
        return among.Where(p => p.SearchAlias.CompareTo(from) >= 0 && p.SearchAlias.CompareTo(to) <= 0).OrderBy(p => p.SearchAlias);
    }

    private static IQueryable<T> ByWords<T>(IQueryable<T> among, IReadOnlyList<string> words)
        where T : class, ISearchable
    {
        foreach (var word in words)
        {
            var begins = " " + word;
            among = among.Where(p => p.SearchText.Contains(begins));
        }

        return among.OrderBy(p => p.Name);
    }
}
