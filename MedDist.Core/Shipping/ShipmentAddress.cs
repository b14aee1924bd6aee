using System.Globalization;
using System.Web;

namespace MedDist.Core.Shipping;

/// <summary>What the list of parcels shows, as its address. A search holds numbers only; words, which might be names, never get there.</summary>
public static class ShipmentAddress
{
    public const string Path = "/shipments";

    /// <summary>Reads an address; what it says wrongly counts as not said.</summary>
    public static ShipmentFilter Read(Uri uri)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var filter = new ShipmentFilter();
        return filter with
        {
            Tab = Enum.TryParse<ShipmentTab>(query["tab"], ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : ShipmentTab.Problems,
            Search = string.IsNullOrWhiteSpace(query["q"]) ? null : query["q"]!.Trim(),
            Carrier = Carriers.Find(query["carrier"]),
            Skip = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page) && page is > 1 and < 100_000 ? (page - 1) * filter.Take : 0,
        };
    }

    /// <summary>The address, without what is as usual.</summary>
    public static string Write(ShipmentFilter filter)
    {
        List<string> query = [];
        Add("tab", filter.Tab == ShipmentTab.Problems ? null : filter.Tab.ToString().ToLowerInvariant());
        Add("q", filter.Search is { } search && search.Any(char.IsAsciiDigit) ? search : null);
        Add("carrier", filter.Carrier?.ToLowerInvariant());
        Add("page", filter.Skip > 0 ? ((filter.Skip / filter.Take) + 1).ToString(CultureInfo.InvariantCulture) : null);
        return Path + (query.Count > 0 ? "?" + string.Join('&', query) : "");

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }
}
