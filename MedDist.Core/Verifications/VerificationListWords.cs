using System.Globalization;
using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>A list of cases in the words of the screen; its file says the same.</summary>
public static class VerificationListWords
{
    public const string Sorted = "Sorted by";

    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    public static string Label(this VerificationSort sort) => sort switch
    {
        VerificationSort.Due => "Soonest due",
        VerificationSort.ValidThrough => "Valid through",
        VerificationSort.NextService => "Next service",
        _ => sort.ToString(),
    };

    public static string Sort(VerificationFilter filter) => filter.Sort.Label() + (filter.Descending ? ", reversed" : "");

    /// <summary>What narrows and sorts a list: a chip each; empty where it does not.</summary>
    public static IReadOnlyList<(string Label, string Value)> Of(VerificationFilter filter, OrderFilterChoices? choices, Func<DateOnly, string>? day = null) =>
    [
        ("Manufacturer", OrderListWords.NameOf(choices?.Manufacturers, filter.ManufacturerId)),
        ("Search", filter.Search ?? ""),
        ("Verification", filter.Type?.Title() ?? ""),
        ("State", filter.Column?.Label() ?? ""),
        ("Ends within", filter.EndsWithinDays is { } days ? days == 1 ? "1 day" : $"{days} days" : ""),
        ("Next service from", filter.ServiceFrom is { } from ? (day ?? Day)(from) : ""),
        ("Next service to", filter.ServiceTo is { } to ? (day ?? Day)(to) : ""),
        ("Facility", OrderListWords.NameOf(choices?.Facilities, filter.FacilityId)),
        ("Next service", filter.UncoveredOnly ? "not covered" : ""),
        ("Only", filter.BlocksOnly ? "stops an order" : ""),
        (Sorted, filter.Sort == VerificationSort.Due && !filter.Descending ? "" : Sort(filter)),
    ];

    /// <summary>Whether a case covers its next planned service: "Covers 3 Dec", "Ends 1 Dec, before 3 Dec".</summary>
    public static string Cover(VerificationRow row, Func<DateOnly, string>? written = null)
    {
        var day = written ?? Day;
        if (row.NextServiceOn is not { } service)
        {
            return row.Column switch
            {
                DeskColumn.Verified or DeskColumn.Expiring => row.ExpiresOn is { } last ? $"Valid to {day(last)}, no use planned" : "Verified, no use planned",
                _ => $"{row.Column.Label()}, no use planned",
            };
        }

        var on = day(service);
        var words = row.NextIvr switch
        {
            IvrState.Valid => $"Covers {on}",
            IvrState.NotRequired => $"Not needed for {on}",
            IvrState.Requested => $"Not answered, needed {on}",
            IvrState.LapsesBefore when row.ExpiresOn is { } last => $"Ends {day(last)}, before {on}",
            IvrState.LapsesBefore => $"Ends before {on}",
            IvrState.Expired => $"Expired, needed {on}",
            IvrState.Rejected => $"Rejected, needed {on}",
            _ => $"Not asked, needed {on}",
        };
        return row.BlocksOrder && row.NextIvr is IvrState.Valid or IvrState.NotRequired && row.BlocksOrder ? words + ", a later order not" : words;
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", Words);
}
