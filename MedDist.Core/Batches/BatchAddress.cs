using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace MedDist.Core.Batches;

/// <summary>What the pages of batches show, as their addresses. A reason is named by its short hash: it may say more than an address should.</summary>
public static class BatchAddress
{
    public const string Path = "/batches";

    public static BatchFilter ReadList(string uri)
    {
        var query = HttpUtility.ParseQueryString(new Uri(uri).Query);
        return new() { MineOnly = query["mine"] == "yes", Status = Enum<BatchStatus>(query["status"]), Kind = query["kind"], Skip = (PageOf(query["page"]) - 1) * BatchFilter.PageSize };
    }

    public static string Write(BatchFilter filter) => Path + Query(("mine", filter.MineOnly ? "yes" : null), ("status", filter.Status?.ToString()), ("kind", filter.Kind), ("page", Page(filter.Skip, BatchFilter.PageSize)));

    /// <summary>Which rows of one batch; its reason is found among <paramref name="reasons"/>.</summary>
    public static BatchItemFilter ReadItems(string uri, IReadOnlyList<BatchReason> reasons)
    {
        var query = HttpUtility.ParseQueryString(new Uri(uri).Query);
        var reason = reasons.FirstOrDefault(r => r.Reason is not null && KeyOf(r.Reason) == query["reason"])?.Reason;
        return new(Enum<BatchResult>(query["result"]), reason, query["other"] == "yes", (PageOf(query["page"]) - 1) * BatchItemFilter.PageSize);
    }

    public static string Write(Guid id, BatchItemFilter filter) => $"{Path}/{id}" + Query(
        ("result", filter.Result?.ToString()), ("reason", filter.Reason is null ? null : KeyOf(filter.Reason)), ("other", filter.SurprisesOnly ? "yes" : null), ("page", Page(filter.Skip, BatchItemFilter.PageSize)));

    /// <summary>Where a row of a batch is looked at; null for a kind of row that has no page.</summary>
    public static string? LinkOf(string entityType, Guid id) => entityType switch
    {
        nameof(Orders.Order) => $"/orders/{id}",
        nameof(Verifications.Verification) => $"/verifications/{id}",
        _ => null,
    };

    private static string KeyOf(string reason) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason)))[..8];

    private static int PageOf(string? page) => int.TryParse(page, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000 ? number : 1;

    private static string? Page(int skip, int size) => skip > 0 ? ((skip / size) + 1).ToString(CultureInfo.InvariantCulture) : null;

    private static T? Enum<T>(string? value)
        where T : struct, Enum => System.Enum.TryParse<T>(value, ignoreCase: true, out var known) && System.Enum.IsDefined(known) ? known : null;

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var said = parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!.ToLowerInvariant())}").ToList();
        return said.Count == 0 ? "" : "?" + string.Join('&', said);
    }
}
