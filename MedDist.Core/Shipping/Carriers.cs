namespace MedDist.Core.Shipping;

/// <summary>The carriers by the names that are stored and shown.</summary>
public static class Carriers
{
    public const string Ups = "UPS";
    public const string Fedex = "FedEx";
    public const string Usps = "USPS";
    public const string Dhl = "DHL";

    /// <summary>Own driver, courier by the hour, or a carrier that MedDist does not know.</summary>
    public const string Other = "Other";

    /// <summary>Some postal service; a number of that form names which.</summary>
    internal const string Post = "Post";

    /// <summary>What can be chosen where the number does not tell.</summary>
    public static readonly IReadOnlyList<string> All = [Ups, Fedex, Usps, Dhl, Other];

    /// <summary>The stored name for what an address or a file says, in any case; null where it names no carrier.</summary>
    public static string? Find(string? name) => All.FirstOrDefault(c => string.Equals(c, name?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The carrier's own page about a number; null where there is none.</summary>
    public static string? LinkOf(string? carrier, string? number) => string.IsNullOrWhiteSpace(number) ? null : carrier switch
    {
        Ups => "https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=" + Uri.EscapeDataString(number),
        Fedex => "https://www.fedex.com/apps/fedextrack/?tracknumbers=" + Uri.EscapeDataString(number),
        Usps => "https://tools.usps.com/go/TrackConfirmAction?tLabels=" + Uri.EscapeDataString(number),
        Dhl => "https://www.dhl.com/en/express/tracking.html?brand=DHL&AWB=" + Uri.EscapeDataString(number),
        _ => null,
    };
}
