using System.Globalization;
using System.Web;
using MedDist.Core.Reports.Dashboards;

namespace MedDist.Web.Reports.Dashboards;

/// <summary>Which dashboard is shown and what narrows it, as the address of the start page.</summary>
public static class DashboardAddress
{
    /// <summary>Reads an address; what it says wrongly counts as not said.</summary>
    public static (DashboardKind? Kind, DashboardFilter Filter) Read(Uri uri)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var days = DashboardFilter.Periods.FirstOrDefault(p => p.ToString(CultureInfo.InvariantCulture) == query["days"], new DashboardFilter().Days);
        return (Enum.TryParse<DashboardKind>(query["view"], true, out var kind) && Enum.IsDefined(kind) ? kind : null, new(days, Id(query["facility"]), Id(query["manufacturer"])));
    }

    /// <summary>The address, without what is as usual.</summary>
    public static string Write(DashboardKind? kind, DashboardFilter filter)
    {
        List<string> query = [];
        Add("view", kind?.ToString().ToLowerInvariant());
        Add("days", filter.Days == new DashboardFilter().Days ? null : filter.Days.ToString(CultureInfo.InvariantCulture));
        Add("facility", filter.FacilityId?.ToString());
        Add("manufacturer", filter.ManufacturerId?.ToString());
        return query.Count > 0 ? "/?" + string.Join('&', query) : "/";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={value}");
            }
        }
    }

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
