using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Coverage;

/// <summary>How far a reminder is.</summary>
public enum ReminderStatus
{
    Active,

    /// <summary>Done; says what was done.</summary>
    Addressed,

    /// <summary>Does not apply; says why.</summary>
    Dismissed,
}

/// <summary>Something to see to for a recipient: entered by a colleague, or told by a payer's interface.</summary>
public sealed class CareReminder : TenantEntity
{
    public const int DescriptionLength = 1000;
    public const int ActionLength = 1000;
    public const int TypeLength = 100;

    public required Guid RecipientId { get; init; }

    /// <summary>The interface that told it, for example <c>availity</c>; null where a person entered it.</summary>
    public string? Source { get; init; }

    /// <summary>The source's own id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What it is about, in two or three words.</summary>
    public required string Type { get; init; }

    [Phi]
    public required string Description { get; init; }

    public DateOnly? DueOn { get; init; }

    public ReminderStatus Status { get; private set; }

    public Guid? AddressedByUserId { get; private set; }

    /// <summary>Their name, which outlives the user.</summary>
    public string? AddressedByName { get; private set; }

    public DateTimeOffset? AddressedAt { get; private set; }

    /// <summary>What was done, or why it does not apply.</summary>
    [Phi]
    public string? ActionTaken { get; private set; }

    public bool IsOpen => Status == ReminderStatus.Active;

    /// <summary>Ends it, addressed or dismissed.</summary>
    public void End(ReminderStatus status, string action, Guid? byUserId, string byName, DateTimeOffset now) =>
        (Status, ActionTaken, AddressedByUserId, AddressedByName, AddressedAt) = (status, action, byUserId, byName, now);
}
