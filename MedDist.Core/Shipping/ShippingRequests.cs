using System.ComponentModel.DataAnnotations;
using MedDist.Core.Documents.Uploads;

namespace MedDist.Core.Shipping;

/// <summary>A parcel has left.</summary>
public sealed record RecordShipment
{
    [Required(ErrorMessage = "Choose the carrier.")]
    [StringLength(60, ErrorMessage = "Keep the carrier's name under 60 characters.")]
    public string Carrier { get; init; } = "";

    /// <summary>As pasted; spaces and dashes do not matter. Empty for a parcel without a number.</summary>
    [StringLength(TrackingNumber.MaxLength * 2, ErrorMessage = "This is longer than any tracking number.")]
    public string? Number { get; init; }

    /// <summary>Null for now.</summary>
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>What is in it; null for all that is still to be shipped, an empty list for a parcel that carries no line of its own.</summary>
    public IReadOnlyList<RecordLine>? Lines { get; init; }
}

/// <summary>So many of an order item, of one lot.</summary>
public sealed record RecordLine(Guid OrderItemId, int Quantity, string? Lot = null, string? Serial = null, DateOnly? ExpiresOn = null)
{
    public const int CodeLength = 80;
}

/// <summary>The number or the carrier was recorded wrongly.</summary>
public sealed record CorrectShipment
{
    [Required(ErrorMessage = "Choose the carrier.")]
    [StringLength(60, ErrorMessage = "Keep the carrier's name under 60 characters.")]
    public string Carrier { get; init; } = "";

    [StringLength(TrackingNumber.MaxLength * 2, ErrorMessage = "This is longer than any tracking number.")]
    public string? Number { get; init; }
}

/// <summary>Where a parcel is, by what a person knows; counts against what the carrier told.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="At">Since when; null for now.</param>
/// <param name="Words">How one knows.</param>
public sealed record CorrectWhereabouts(
    ShipmentStatus Status, DateTimeOffset? At, [property: Required(ErrorMessage = "Write how you know; the parcel's history shows it."), StringLength(Shipment.ReasonLength)] string Words);

/// <summary>What the facility found. Counts that differ from what was sent, or a condition that is not right, need a dispute.</summary>
public sealed record ReceiveShipment
{
    /// <summary>False to dispute.</summary>
    public bool IsAccepted { get; init; } = true;

    /// <summary>How many were found, by line.</summary>
    public IReadOnlyDictionary<Guid, int> Found { get; init; } = new Dictionary<Guid, int>();

    public bool ConditionOk { get; init; } = true;

    public bool? TemperatureOk { get; init; }

    /// <summary>What is wrong; required for a dispute.</summary>
    [StringLength(Shipment.ReasonLength, ErrorMessage = "Keep the reason under 1,000 characters.")]
    public string? Reason { get; init; }

    public UploadedFile? Photo { get; init; }
}
