namespace MedDist.Core.Integrations;

/// <summary>The tabs of the outbox.</summary>
public enum OutboxTab
{
    /// <summary>Held for undo, waiting for its time, or for its next try.</summary>
    Waiting,

    /// <summary>A node is handing it over right now.</summary>
    Sending,

    /// <summary>Given up, or came back.</summary>
    Failed,

    Sent,
    Cancelled,
}

/// <summary>What the outbox shows. All of it lives in the address of the page.</summary>
public sealed record OutboxFilter
{
    public const int MaxPageSize = 200;

    public OutboxTab Tab { get; init; }

    public Guid? ManufacturerId { get; init; }

    public QueueType? Kind { get; init; }

    /// <summary>The tenant's calendar day on which it leaves, or on which it left, failed or was cancelled.</summary>
    public DateOnly? Day { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;

    public bool IsNarrowed => ManufacturerId is not null || Kind is not null || Day is not null;

    public static IReadOnlyList<QueueStatus> StatusesOf(OutboxTab tab) => tab switch
    {
        OutboxTab.Waiting => [QueueStatus.Pending],
        OutboxTab.Sending => [QueueStatus.Processing],
        OutboxTab.Sent => [QueueStatus.Completed],
        OutboxTab.Failed => [QueueStatus.Failed, QueueStatus.Bounced],
        _ => [QueueStatus.Cancelled],
    };

    public static OutboxTab TabOf(QueueStatus status) => Enum.GetValues<OutboxTab>().First(t => StatusesOf(t).Contains(status));
}
