namespace MedDist.Core.Shipping;

/// <summary>Where a parcel is, from everything that was told of it in whatever order it came: the latest by the time it happened, and delivered stays delivered unless a person corrects it.</summary>
public sealed record ShipmentState(ShipmentStatus Status, DateTimeOffset? DeliveredAt, DateOnly? EstimatedOn, DateTimeOffset? LastEventAt, string? Place, string? SignedBy)
{
    public static readonly ShipmentState Unknown = new(ShipmentStatus.Pending, null, null, null, null, null);

    public static ShipmentState Of(IEnumerable<ShipmentEvent> told) =>
        told.Where(e => e.Status is not null).OrderBy(e => e.At).ThenBy(e => e.RecordedAt).ThenBy(e => e.Id).Aggregate(Unknown, After);

    private static ShipmentState After(ShipmentState before, ShipmentEvent next)
    {
        var estimate = next.EstimatedOn ?? before.EstimatedOn;
        if (before.Status == ShipmentStatus.Delivered && !next.IsCorrection)
        {
            // The truck's scans may come in after the doorstep's; a signature may follow.
            return before with { SignedBy = before.SignedBy ?? next.SignedBy };
        }

        var delivered = next.Status == ShipmentStatus.Delivered ? next.At : (DateTimeOffset?)null;
        return new(next.Status!.Value, delivered, estimate, next.At, next.Place ?? before.Place, delivered is null ? null : next.SignedBy);
    }
}
