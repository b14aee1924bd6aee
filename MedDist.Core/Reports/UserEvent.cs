using MedDist.Core.Kernel;

namespace MedDist.Core.Reports;

/// <summary>Something a user did, and how long it took them. Counts and names of fields only: never what was typed, never whom it was about.</summary>
public sealed class UserEvent : TenantEntity
{
    /// <summary>A form was filled in and submitted.</summary>
    public const string FormSubmitted = "form.submitted";

    public required Guid UserId { get; init; }

    /// <summary>For example <see cref="FormSubmitted"/>.</summary>
    public required string EventType { get; init; }

    /// <summary>Where the order is from; null where that was not known.</summary>
    public Guid? FacilityId { get; init; }

    /// <summary>The order that came of it; null where none did.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Active milliseconds by the name of the field.</summary>
    public Dictionary<string, int> Fields { get; init; } = [];

    /// <summary>Active milliseconds from the first focus to the end; pauses of more than a minute are not counted.</summary>
    public int? DurationMs { get; init; }
}
