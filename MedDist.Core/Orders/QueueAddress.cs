using System.Collections.Specialized;
using System.Globalization;
using System.Web;
using MedDist.Core.Kernel;
using MedDist.Core.Verifications;
using MedDist.Core.Workspace;

namespace MedDist.Core.Orders;

/// <summary>
/// What the queue shows, as the address of its page: which order is open, and the filter as a query string. Names of people never get there: a search
/// that may be one travels beside the address, in the browser's history entry.
/// </summary>
public sealed record QueueAddress(OrderFilter Filter, Guid? OpenOrder = null)
{
    public const string Path = "/orders";

    // Stands in the address for a search that is kept beside it.
    private const string Elsewhere = "*";

    public static readonly IReadOnlyList<int> PageSizes = [25, 50, 100, 200];

    // Stands in the address where the user has a view of their own to start with, but does not want any.
    private const string NoView = "none";

    /// <summary>The saved view that the list started from; <see cref="Guid.Empty"/> where the user wants none; null where the address says nothing of views.</summary>
    public Guid? View { get; init; }

    /// <summary>The columns, as <c>ColumnLayout</c> of the page writes them; null for the user's own.</summary>
    public string? Columns { get; init; }

    public Guid? ActiveView => View == Guid.Empty ? null : View;

    /// <summary>The part of the search that the address must not carry; null when it carries all of it.</summary>
    public string? PrivateSearch => Filter.Search is { } search && !IsSafe(search) ? search : null;

    /// <summary>Reads an address; what it says wrongly counts as not said.</summary>
    /// <param name="uri">Absolute address of the page.</param>
    /// <param name="privateSearch">The search kept in the history entry, if any.</param>
    public static QueueAddress Read(Uri uri, string? privateSearch = null)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var size = PageSizes.FirstOrDefault(s => s.ToString(CultureInfo.InvariantCulture) == query["size"], 50);
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var p) && p is > 1 and < 100_000 ? p : 1;
        var filter = new OrderFilter
        {
            Tab = Enum<QueueTab>(query, "tab") ?? QueueTab.Action,
            Search = (query["q"] == Elsewhere ? privateSearch : query["q"]).OrNull(),
            ManufacturerId = Guid.TryParse(query["manufacturer"], out var manufacturer) ? manufacturer : null,
            FacilityId = Guid.TryParse(query["facility"], out var facility) ? facility : null,
            Status = Enum<OrderStatus>(query, "status"),
            Ivr = Enum<IvrState>(query, "ivr"),
            RushOnly = query["rush"] == "yes",
            Flag = query["flag"] is { Length: > 0 and <= 40 } flag && flag.All(c => char.IsAsciiLetterLower(c) || c is '.' or '_') ? flag : null,
            Span = Enum<OrderMilestone>(query, "when") is { } passed ? new(passed, OrderSpan.Read(query["from"]), OrderSpan.Read(query["until"])) : null,
            OpenOnly = query["open"] == "yes",
            SentBackOnly = query["sentback"] == "yes",
            UncoveredOnly = query["uncovered"] == "yes",
            Sort = Enum<OrderSort>(query, "sort") ?? OrderSort.Urgency,
            Descending = query["order"] == "desc",
            Group = Enum<OrderGroup>(query, "group") ?? OrderGroup.None,
            Skip = (page - 1) * size,
            Take = size,
        };
        return new(filter, Guid.TryParse(uri.Segments[^1], out var open) ? open : null)
        {
            View = query["view"] == NoView ? Guid.Empty : Guid.TryParse(query["view"], out var view) ? view : null,
            Columns = query["cols"] is { Length: > 0 and < 1000 } columns ? columns : null,
        };
    }

    /// <summary>Whether an address is the queue's: the list, with or without an open order.</summary>
    public static bool IsList(Uri uri) => uri.AbsolutePath == Path || (uri.Segments.Length == 3 && uri.AbsolutePath.StartsWith(Path + "/", StringComparison.Ordinal));

    /// <summary>The list that a saved view keeps.</summary>
    public static QueueAddress Of(Guid view, string query) => Read(new Uri("http://view" + Path + "?" + query)) with { View = view, OpenOrder = null };

    /// <summary>Whether an address says nothing of the list but, at most, the view to start from.</summary>
    public static bool IsBare(Uri uri) => HttpUtility.ParseQueryString(uri.Query).AllKeys.All(key => key == "view");

    /// <summary>What a saved view keeps of this list: all but the page, the open order and a search that may be a name.</summary>
    public string ToView() =>
        (this with { OpenOrder = null, View = null, Filter = Filter with { Skip = 0, Search = PrivateSearch is null ? Filter.Search : null } }).Write(inFull: true)[(Path.Length + 1)..];

    /// <summary>The address, without what is as usual.</summary>
    public string Write() => Write(inFull: ActiveView is not null);

    // In full, the tab is always said: an address that says nothing but its view means the view as it was saved.
    private string Write(bool inFull)
    {
        List<string> query = [];
        Add("view", View == Guid.Empty ? NoView : View);
        Add("tab", Filter.Tab == QueueTab.Action && !inFull ? null : Filter.Tab);
        Add("q", PrivateSearch is null ? Filter.Search : Elsewhere);
        Add("manufacturer", Filter.ManufacturerId);
        Add("facility", Filter.FacilityId);
        Add("status", Filter.Status);
        Add("ivr", Filter.Ivr);
        Add("rush", Filter.RushOnly ? "yes" : null);
        Add("flag", Filter.Flag);
        Add("when", Filter.Span?.Passed);
        Add("from", OrderSpan.Write(Filter.Span?.From));
        Add("until", OrderSpan.Write(Filter.Span?.To));
        Add("open", Filter.OpenOnly ? "yes" : null);
        Add("sentback", Filter.SentBackOnly ? "yes" : null);
        Add("uncovered", Filter.UncoveredOnly ? "yes" : null);
        Add("sort", Filter.Sort == OrderSort.Urgency ? null : Filter.Sort);
        Add("order", Filter.Descending ? "desc" : null);
        Add("group", Filter.Group == OrderGroup.None ? null : Filter.Group);
        Add("cols", Columns);
        Add("page", Filter.Skip > 0 ? (Filter.Skip / Filter.Take) + 1 : null);
        Add("size", Filter.Take == 50 ? null : Filter.Take);
        return Path + (OpenOrder is { } id ? $"/{id}" : "") + (query.Count > 0 ? "?" + string.Join('&', query) : "");

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant())}");
            }
        }
    }

    /// <summary>The same list from its first page, narrowed anew.</summary>
    public QueueAddress With(Func<OrderFilter, OrderFilter> change) => this with { Filter = change(Filter) with { Skip = 0 } };

    /// <summary>Whether each word has a digit in it, as order numbers have and names have not.</summary>
    public static bool IsSafe(string search) => SavedFilterService.MayKeep(search);

    private static T? Enum<T>(NameValueCollection query, string name)
        where T : struct, Enum => System.Enum.TryParse<T>(query[name], ignoreCase: true, out var value) && System.Enum.IsDefined(value) ? value : null;
}
