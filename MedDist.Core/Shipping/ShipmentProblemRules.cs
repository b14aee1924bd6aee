using System.Globalization;

namespace MedDist.Core.Shipping;

/// <summary>Says when a parcel needs somebody, and in which words.</summary>
public static class ShipmentProblemRules
{
    /// <summary>How long the carrier may take to see a parcel for the first time.</summary>
    public static readonly TimeSpan ScanPatience = TimeSpan.FromHours(24);

    /// <summary>The worst of what is wrong; null when all is well, and for a parcel that counts no more.</summary>
    public static (ShipmentProblem Problem, string Sentence)? Of(Shipment parcel, DateOnly? neededBy, bool isTracked, DateTimeOffset now)
    {
        var name = $"{parcel.Carrier} {parcel.TrackingNumber}".Trim();
        var place = parcel.LastPlace is { } where ? $" in {where}" : "";
        return parcel switch
        {
            { IsVoided: true } => null,
            { DisputeReason: { } reason } => (ShipmentProblem.Disputed, $"The facility disputes {name}: {reason}"),
            { ReceivedAt: not null } => null,
            { Status: ShipmentStatus.Exception } => (ShipmentProblem.Exception, $"{name} is held up{place}. Call the carrier."),
            { Status: ShipmentStatus.AttemptFailed } => (ShipmentProblem.AttemptFailed, $"{name} could not be delivered{place}. Call the facility or the carrier."),
            { Status: ShipmentStatus.Expired } => (ShipmentProblem.Expired, $"{name}: the carrier has stopped tracking it. Ask where it is."),
            { IsDelivered: true } => null,
            { EstimatedOn: { } expected } when expected > neededBy => (ShipmentProblem.Late, $"{name} is expected {Day(expected)}, needed by {Day(neededBy.Value)}."),
            { ShippedAt: { } left, TrackingNumber: not null } when isTracked && !WasSeen(parcel) && now - left >= ScanPatience =>
                (ShipmentProblem.NoScan, $"{name} was not scanned within 24 hours of shipping. Ask the manufacturer whether it has left."),
            _ => null,
        };
    }

    private static bool WasSeen(Shipment parcel) => parcel.Status is not (ShipmentStatus.Pending or ShipmentStatus.InfoReceived);

    private static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);
}
