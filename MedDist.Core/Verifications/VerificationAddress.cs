using System.Collections.Specialized;
using System.Globalization;
using System.Web;
using MedDist.Core.Kernel;
using MedDist.Core.Workspace;

namespace MedDist.Core.Verifications;

/// <summary>The three ways to look at the same cases.</summary>
public enum DeskLayout
{
    Board,
    Matrix,
    Table,
}

/// <summary>What the verification desk shows, as the address of its page. Names of people never get there: a search that may be one travels beside it, in the browser's history entry.</summary>
public sealed record VerificationAddress(VerificationFilter Filter, DeskLayout Layout = DeskLayout.Board)
{
    public const string Path = "/verifications";

    public static readonly IReadOnlyList<int> PageSizes = [25, 50, 100, 200];

    private const string Elsewhere = "*";
    private const string NoView = "none";

    /// <summary>The saved view that the list started from; <see cref="Guid.Empty"/> where the user wants none; null where the address says nothing of views.</summary>
    public Guid? View { get; init; }

    /// <summary>The columns of the table, as <c>ColumnLayout</c> of the page writes them; null for the user's own.</summary>
    public string? Columns { get; init; }

    public Guid? ActiveView => View == Guid.Empty ? null : View;

    /// <summary>The search that the address must not carry; null when it carries all of it.</summary>
    public string? PrivateSearch => Filter.Search is { } search && !SavedFilterService.MayKeep(search) ? search : null;

    /// <summary>Reads an address; what it says wrongly counts as not said.</summary>
    public static VerificationAddress Read(Uri uri, string? privateSearch = null)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var size = PageSizes.FirstOrDefault(s => s.ToString(CultureInfo.InvariantCulture) == query["size"], 50);
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var p) && p is > 1 and < 100_000 ? p : 1;
        var filter = new VerificationFilter
        {
            ManufacturerId = Id(query, "manufacturer"),
            Type = Enum<VerificationType>(query, "type"),
            Column = Enum<DeskColumn>(query, "state"),
            Search = (query["q"] == Elsewhere ? privateSearch : query["q"]).OrNull(),
            EndsWithinDays = int.TryParse(query["ends"], CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 366 ? days : null,
            BlocksOnly = query["blocks"] == "yes",
            UncoveredOnly = query["uncovered"] == "yes",
            ServiceFrom = Day(query, "from"),
            ServiceTo = Day(query, "to"),
            FacilityId = Id(query, "facility"),
            Sort = Enum<VerificationSort>(query, "sort") ?? VerificationSort.Due,
            Descending = query["order"] == "desc",
            Skip = (page - 1) * size,
            Take = size,
        };
        return new(filter, Enum<DeskLayout>(query, "as") ?? DeskLayout.Board)
        {
            View = query["view"] == NoView ? Guid.Empty : Id(query, "view"),
            Columns = query["cols"] is { Length: > 0 and < 1000 } columns ? columns : null,
        };
    }

    public static bool IsDesk(Uri uri) => uri.AbsolutePath == Path;

    /// <summary>The list that a saved view keeps.</summary>
    public static VerificationAddress Of(Guid view, string query) => Read(new Uri("http://view" + Path + "?" + query)) with { View = view };

    /// <summary>Whether an address says nothing of the list but, at most, the view to start from.</summary>
    public static bool IsBare(Uri uri) => HttpUtility.ParseQueryString(uri.Query).AllKeys.All(key => key == "view");

    /// <summary>What a saved view keeps: all but the page and a search that may be a name.</summary>
    public string ToView() => (this with { View = null, Filter = Filter with { Skip = 0, Search = PrivateSearch is null ? Filter.Search : null } }).Query(inFull: true);

    /// <summary>The address, without what is as usual.</summary>
    public string Write() => Query(inFull: ActiveView is not null) is { Length: > 0 } query ? Path + "?" + query : Path;

    /// <summary>The same list from its first page, narrowed anew.</summary>
    public VerificationAddress With(Func<VerificationFilter, VerificationFilter> change) => this with { Filter = change(Filter) with { Skip = 0 } };

    private string Query(bool inFull)
    {
        List<string> query = [];
        Add("view", View == Guid.Empty ? NoView : View);
        Add("as", Layout == DeskLayout.Board && !inFull ? null : Layout);
        Add("manufacturer", Filter.ManufacturerId);
        Add("type", Filter.Type);
        Add("state", Filter.Column);
        Add("q", PrivateSearch is null ? Filter.Search : Elsewhere);
        Add("ends", Filter.EndsWithinDays);
        Add("blocks", Filter.BlocksOnly ? "yes" : null);
        Add("uncovered", Filter.UncoveredOnly ? "yes" : null);
        Add("from", Filter.ServiceFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", Filter.ServiceTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("facility", Filter.FacilityId);
        Add("sort", Filter.Sort == VerificationSort.Due ? null : Filter.Sort);
        Add("order", Filter.Descending ? "desc" : null);
        Add("cols", Columns);
        Add("page", Filter.Skip > 0 ? (Filter.Skip / Filter.Take) + 1 : null);
        Add("size", Filter.Take == 50 ? null : Filter.Take);
        return string.Join('&', query);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant())}");
            }
        }
    }

    private static Guid? Id(NameValueCollection query, string name) => Guid.TryParse(query[name], out var id) ? id : null;

    private static DateOnly? Day(NameValueCollection query, string name) => DateOnly.TryParseExact(query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static T? Enum<T>(NameValueCollection query, string name)
        where T : struct, Enum => System.Enum.TryParse<T>(query[name], ignoreCase: true, out var value) && System.Enum.IsDefined(value) ? value : null;
}
