using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>A list of orders in the words of the screen; its file says the same.</summary>
public static class OrderListWords
{
    public const string Grouped = "Grouped by", Sorted = "Sorted by", Only = "Only", Rush = "Rush", Open = "Open", OnceSentBack = "Once sent back", Uncovered = "Without a valid IVR";

    public static string Label(this QueueTab tab) => tab switch
    {
        QueueTab.Mine => "Mine",
        QueueTab.Failed => "Failed sends",
        _ => OrderFilter.SectionOf(tab)?.Label() ?? "All",
    };

    public static string Label(this OrderSort sort) => sort switch
    {
        OrderSort.Urgency => "Most urgent first",
        OrderSort.Number => "Order number",
        OrderSort.Recipient => "Recipient",
        OrderSort.ServiceDate => "Service date",
        OrderSort.DeliveryDate => "Delivery date",
        _ => "Time of submission",
    };

    /// <summary>The IVR light in one word.</summary>
    public static string Label(this IvrState state) => state switch
    {
        IvrState.NotRequired => "Not needed",
        IvrState.LapsesBefore => "Lapses before",
        _ => state.ToString(),
    };

    /// <summary>The status; a message that could not be sent matters more.</summary>
    public static string Status(OrderStatus status, SendState send) => send == SendState.Failed ? "Sending failed" : status.Label();

    /// <summary>The order of the list.</summary>
    public static string Sort(OrderFilter filter) => filter.Sort.Label() + (filter.Descending ? ", reversed" : "");

    /// <summary>What narrows, groups and sorts a list: a chip each; empty where it does not.</summary>
    public static IReadOnlyList<(string Label, string Value)> Of(OrderFilter filter, OrderFilterChoices? choices, OrderFlags flags, TimeZoneInfo zone) =>
    [
        ("Search", filter.Search ?? ""),
        ("Manufacturer", NameOf(choices?.Manufacturers, filter.ManufacturerId)),
        ("Facility", NameOf(choices?.Facilities, filter.FacilityId)),
        ("Status", filter.Status?.Label() ?? ""),
        ("IVR", filter.Ivr?.Label() ?? ""),
        ("Flag", filter.Flag is null ? "" : flags.Find(filter.Flag)?.Label ?? "unknown"),
        (Only, filter.RushOnly ? Rush : ""),
        (filter.Span is { } span ? OrderSpan.Word(span.Passed) : "When", filter.Span?.Words(zone) ?? ""),
        (Only, filter.OpenOnly ? Open : ""),
        (Only, filter.SentBackOnly ? OnceSentBack : ""),
        (Only, filter.UncoveredOnly ? Uncovered : ""),
        (Grouped, filter.Group == OrderGroup.Episode ? "Recipient and manufacturer" : ""),
        (Sorted, filter.Sort == OrderSort.Urgency && !filter.Descending ? "" : Sort(filter)),
    ];

    /// <summary>The name of a choice; "unknown" for one that is gone.</summary>
    public static string NameOf(IReadOnlyList<Choice>? choices, Guid? id) => id is null ? "" : choices?.FirstOrDefault(c => c.Id == id)?.Name ?? "unknown";
}
