using System.Globalization;
using MedDist.Core.Orders;

namespace MedDist.Core.Shipping;

/// <summary>What the timeline of an order tells of one parcel: that it left, what the carrier told since, who signed, and what people noted.</summary>
public static class ParcelStory
{
    /// <param name="parcel">With its events.</param>
    /// <param name="readsPeople">Whether the reader may know who signed and what people wrote.</param>
    public static IEnumerable<TimelineEntry> Of(Shipment parcel, bool readsPeople)
    {
        var told = parcel.Events.Where(e => Counts(parcel, e)).ToList();
        if (parcel.ShippedAt is { } left)
        {
            yield return new(TimelineKind.Shipment, left, "Parcel handed over", parcel.Carrier) { Text = parcel.TrackingNumber };
        }

        if (parcel.DeliveredAt is { } arrived && !told.Exists(e => e.Status == ShipmentStatus.Delivered))
        {
            yield return new(TimelineKind.Shipment, arrived, "Parcel delivered", parcel.Carrier) { Text = parcel.TrackingNumber };
        }

        foreach (var e in told)
        {
            yield return Entry(parcel, e, readsPeople);
        }
    }

    /// <summary>What was told of an earlier, wrong number is not this order's story, nor where a parcel went that never was one; what people noted of either is.</summary>
    private static bool Counts(Shipment parcel, ShipmentEvent e) => e.Status is null || (!parcel.IsVoided && e.TrackingNumber == parcel.TrackingNumber);

    private static TimelineEntry Entry(Shipment parcel, ShipmentEvent e, bool readsPeople) => new(TimelineKind.Shipment, e.At, Title(e.Status), By(parcel, e))
    {
        Text = Text(parcel, e, readsPeople),
        IsFailure = e.Status is ShipmentStatus.Exception or ShipmentStatus.AttemptFailed or ShipmentStatus.Expired,
    };

    private static string Title(ShipmentStatus? status) => status switch
    {
        null => "Note on the parcel",
        ShipmentStatus.Pending => "Parcel announced",
        ShipmentStatus.InfoReceived => "Parcel's label made",
        ShipmentStatus.AttemptFailed => "Delivery attempt failed",
        ShipmentStatus.AvailableForPickup => "Parcel ready for pickup",
        ShipmentStatus.Exception => "Parcel held up",
        ShipmentStatus.Expired => "Carrier stopped tracking the parcel",
        { } known => $"Parcel {known.Label().ToLowerInvariant()}",
    };

    private static string? By(Shipment parcel, ShipmentEvent e) => e.Source switch
    {
        ShipmentSource.Person => e.ByName,
        ShipmentSource.Manufacturer => e.ByName ?? "the manufacturer",
        ShipmentSource.Simulated => $"{parcel.Carrier} (simulated)",
        _ => parcel.Carrier,
    };

    private static string? Text(Shipment parcel, ShipmentEvent e, bool readsPeople)
    {
        var words = e.Words is not null && e.Source == ShipmentSource.Person && !readsPeople ? TimelineWords.Hidden : e.Words;
        var expected = e.EstimatedOn is { } day && e.Status != ShipmentStatus.Delivered ? $"Expected {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : null;
        var signed = e.SignedBy is null ? null : $"Signed by {(readsPeople ? e.SignedBy : TimelineWords.Hidden)}";
        var lines = new[] { parcel.TrackingNumber, e.Place, words, expected, signed }.Where(t => !string.IsNullOrWhiteSpace(t));
        return string.Join(" · ", lines) is { Length: > 0 } text ? text : null;
    }
}
