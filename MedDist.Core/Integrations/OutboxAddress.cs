using System.Collections.Specialized;
using System.Globalization;
using System.Web;

namespace MedDist.Core.Integrations;

/// <summary>What the outbox shows, as the address of its page: which message is open, and the filter as a query string.</summary>
public sealed record OutboxAddress(OutboxFilter Filter, Guid? OpenMessage = null)
{
    public const string Path = "/outbox";

    private const int PageSize = 50;

    /// <summary>Reads an address; what it says wrongly counts as not said.</summary>
    public static OutboxAddress Read(Uri uri)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var p) && p is > 1 and < 100_000 ? p : 1;
        return new(
            new OutboxFilter
            {
                Tab = Enum<OutboxTab>(query, "tab") ?? OutboxTab.Waiting,
                ManufacturerId = Guid.TryParse(query["manufacturer"], out var manufacturer) ? manufacturer : null,
                Kind = Enum<QueueType>(query, "kind"),
                Day = DateOnly.TryParseExact(query["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                Skip = (page - 1) * PageSize,
                Take = PageSize,
            },
            Guid.TryParse(uri.Segments[^1], out var open) ? open : null);
    }

    /// <summary>The address, without what is as usual.</summary>
    public string Write()
    {
        List<string> query = [];
        Add("tab", Filter.Tab == OutboxTab.Waiting ? null : Filter.Tab);
        Add("manufacturer", Filter.ManufacturerId);
        Add("kind", Filter.Kind);
        Add("day", Filter.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("page", Filter.Skip > 0 ? (Filter.Skip / Filter.Take) + 1 : null);
        return Path + (OpenMessage is { } id ? $"/{id}" : "") + (query.Count > 0 ? "?" + string.Join('&', query) : "");

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant())}");
            }
        }
    }

    /// <summary>The same list from its first page, narrowed anew, with nothing open.</summary>
    public OutboxAddress With(Func<OutboxFilter, OutboxFilter> change) => new(change(Filter) with { Skip = 0 });

    private static T? Enum<T>(NameValueCollection query, string name)
        where T : struct, Enum => System.Enum.TryParse<T>(query[name], ignoreCase: true, out var value) && System.Enum.IsDefined(value) ? value : null;
}
