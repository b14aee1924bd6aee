using System.Collections.Frozen;

namespace MedDist.Core.Shipping;

/// <summary>Carriers' and aggregators' words and codes for where a parcel is, in ours.</summary>
public static class CarrierWords
{
    private static readonly FrozenDictionary<string, ShipmentStatus> Known = new Dictionary<ShipmentStatus, string>
    {
        [ShipmentStatus.Pending] = "pending unknown notfound",
        [ShipmentStatus.InfoReceived] = "inforeceived labelcreated labelmade pretransit manifest shipmentinformationsent oc m mp",
        [ShipmentStatus.InTransit] = "intransit transit pickedup accepted acceptance departed arrived it i pu ar dp p o",
        [ShipmentStatus.OutForDelivery] = "outfordelivery od onvehiclefordelivery ot",
        [ShipmentStatus.AttemptFailed] = "attemptfail attemptfailed failedattempt deliveryattempted noticeleft ca de",
        [ShipmentStatus.AvailableForPickup] = "availableforpickup readyforpickup holdatlocation heldforpickup hl",
        [ShipmentStatus.Delivered] = "delivered dl d",
        [ShipmentStatus.Exception] = "exception delay delayed returntosender returned failure damaged lost se x rs",
        [ShipmentStatus.Expired] = "expired",
    }.SelectMany(s => s.Value.Split(' ').Select(word => (word, s.Key))).ToFrozenDictionary(s => s.word, s => s.Key);

    /// <summary>Null for a word that is not known: a guess would show a parcel where it is not.</summary>
    public static ShipmentStatus? StatusOf(string? word) =>
        word is not null && Known.TryGetValue(string.Concat(word.Where(char.IsAsciiLetter)).ToLowerInvariant(), out var status) ? status : null;
}
