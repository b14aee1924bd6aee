using System.ComponentModel.DataAnnotations;

namespace MedDist.Core.Orders;

/// <summary>Moves one order along its workflow.</summary>
public sealed record MoveOrder(OrderAction Action)
{
    public const int ReasonLength = 2000;

    /// <summary>Comment or reason; required where the workflow says so.</summary>
    [StringLength(ReasonLength, ErrorMessage = "Keep the reason under 2,000 characters.")]
    public string? Reason { get; init; }

    /// <summary>For an approval without a valid IVR: why; logged.</summary>
    [StringLength(ReasonLength, ErrorMessage = "Keep the reason under 2,000 characters.")]
    public string? IvrBypassReason { get; init; }

    /// <summary>The day it was delivered, or until when it is held.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The version the caller looked at; another one on save is refused as stale. Null takes the current one.</summary>
    public int? SeenVersion { get; init; }
}
