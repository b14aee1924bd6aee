using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>What a facility found when it opened a parcel. Written once; a later one follows it.</summary>
public sealed class ShipmentReceipt : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required ReceiptOutcome Outcome { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ByUserId { get; init; }

    public required string ByName { get; init; }

    /// <summary>A coordinator said it for the facility.</summary>
    public bool OnBehalf { get; init; }

    /// <summary>The counts, line by line.</summary>
    public IReadOnlyList<ReceivedLine> Lines { get; init; } = [];

    public bool ConditionOk { get; init; }

    /// <summary>Null where the goods need no certain temperature.</summary>
    public bool? TemperatureOk { get; init; }

    public string? Reason { get; init; }

    public Guid? PhotoDocumentId { get; init; }
}

/// <summary>How many of a line were sent and found.</summary>
public sealed record ReceivedLine(Guid LineId, int Sent, int Found, string? Lot = null);
