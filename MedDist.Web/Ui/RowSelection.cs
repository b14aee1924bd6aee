namespace MedDist.Web.Ui;

/// <summary>
/// Which rows of a paged list are selected: some by their ids, or all that match but some. Stays over paging and live changes. The list cascades it (<c>CascadingValue</c>) to its
/// <see cref="SelectBox"/>es, which draw themselves when it changes.
/// </summary>
public sealed class RowSelection
{
    // Selected; with IsAll, those that are not.
    private readonly List<Guid> named = [];
    private readonly HashSet<Guid> lookup = [];
    private IReadOnlyList<Guid> page = [];
    private int total;
    private Guid? anchor;

    /// <summary>Raised when rows were selected or let go, and when the page changed.</summary>
    public event Action? Changed;

    /// <summary>All that match, but those in <see cref="Named"/>.</summary>
    public bool IsAll { get; private set; }

    /// <summary>The selected rows in the order in which they were selected; with <see cref="IsAll"/>, those that are not.</summary>
    public IReadOnlyList<Guid> Named => named;

    /// <summary>How many rows are selected.</summary>
    public int Count => IsAll ? Math.Max(0, total - named.Count) : named.Count;

    /// <summary>How many rows the list holds in all.</summary>
    public int Total => total;

    /// <summary>Whether every row of the page is selected; null when some are.</summary>
    public bool? Page => page.Count(Contains) switch { 0 => false, var some when some == page.Count => true, _ => null };

    public bool Contains(Guid id) => lookup.Contains(id) != IsAll;

    /// <summary>Which rows the list shows now, and how many match.</summary>
    public void Show(IReadOnlyList<Guid> rows, int matching)
    {
        if (total != matching || !page.SequenceEqual(rows))
        {
            (page, total) = (rows, matching);
            Changed?.Invoke();
        }
    }

    /// <summary>Selects a row or lets it go.</summary>
    public void Toggle(Guid id)
    {
        Set(id, !Contains(id));
        anchor = id;
        Changed?.Invoke();
    }

    /// <summary>Selects, or lets go, the rows from the last toggled one to this one, as that one is; only the one where that one is not on this page.</summary>
    public void ToggleTo(Guid id)
    {
        var (from, to) = (anchor is { } start ? IndexOf(start) : -1, IndexOf(id));
        if (from < 0 || to < 0)
        {
            Toggle(id);
            return;
        }

        var selected = Contains(anchor!.Value);
        foreach (var row in page.Skip(Math.Min(from, to)).Take(Math.Abs(from - to) + 1))
        {
            Set(row, selected);
        }

        anchor = id;
        Changed?.Invoke();
    }

    /// <summary>Selects the whole page, or lets it go when all of it is selected.</summary>
    public void TogglePage()
    {
        var selected = Page != true;
        foreach (var row in page)
        {
            Set(row, selected);
        }

        Changed?.Invoke();
    }

    /// <summary>Selects all that match, on every page.</summary>
    public void SelectAll() => Replace(true, []);

    /// <summary>Selects exactly these.</summary>
    public void Only(IEnumerable<Guid> ids) => Replace(false, ids);

    public void Clear() => Replace(false, []);

    private void Replace(bool all, IEnumerable<Guid> ids)
    {
        named.Clear();
        lookup.Clear();
        named.AddRange(ids.Where(lookup.Add));
        (IsAll, anchor) = (all, null);
        Changed?.Invoke();
    }

    private void Set(Guid id, bool selected)
    {
        if (selected == Contains(id))
        {
            return;
        }

        if (lookup.Add(id))
        {
            named.Add(id);
        }
        else
        {
            lookup.Remove(id);
            named.Remove(id);
        }
    }

    private int IndexOf(Guid id)
    {
        for (var i = 0; i < page.Count; i++)
        {
            if (page[i] == id)
            {
                return i;
            }
        }

        return -1;
    }
}
