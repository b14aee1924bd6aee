using MedDist.Core.Kernel;

namespace MedDist.Core.Integrations;

/// <summary>What leaves the building.</summary>
public enum QueueType
{
    OutboundOrder,
    EligibilityCheck,
    DocumentGenerate,
    Notification,
}

/// <summary>How far an item is.</summary>
public enum QueueStatus
{
    /// <summary>Held for undo, or waiting for its next try.</summary>
    Pending,

    /// <summary>Claimed by a node; its lease runs.</summary>
    Processing,

    Completed,

    /// <summary>Given up; somebody must look.</summary>
    Failed,

    /// <summary>Undone before it left.</summary>
    Cancelled,
}

/// <summary>
/// One thing that leaves the building, written in the same transaction as the decision (the seed's <c>integration_queue</c>). Held for the
/// undo time, claimed with a lease, retried with growing pauses, then failed and shown.
/// </summary>
public sealed class QueueItem : TenantEntity
{
    public required QueueType QueueType { get; init; }

    /// <summary>Lower goes first.</summary>
    public int Priority { get; init; } = 100;

    public string? EntityType { get; init; }

    public Guid? EntityId { get; init; }

    public required OutboundMail Payload { get; set; }

    /// <summary>The same decision queued twice has the same key; unique per tenant.</summary>
    public required string IdempotencyKey { get; init; }

    public QueueStatus Status { get; private set; } = QueueStatus.Pending;

    public int Attempts { get; private set; }

    public int MaxAttempts { get; init; } = 5;

    public required DateTimeOffset ProcessAfter { get; set; }

    /// <summary>While processing: when another node may conclude that this one died.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>The partner's own words for the last failure, without PHI.</summary>
    public string? ErrorMessage { get; private set; }

    /// <summary>Takes the item for one try; two nodes that both read it cannot both save this.</summary>
    public void Claim(DateTimeOffset now, TimeSpan lease) => (Status, Attempts, LeasedUntil) = (QueueStatus.Processing, Attempts + 1, now + lease);

    /// <summary>It has left; <paramref name="note"/> names addresses that refused it all the same.</summary>
    public void Complete(string? note, DateTimeOffset now) => (Status, ProcessedAt, LeasedUntil, ErrorMessage) = (QueueStatus.Completed, now, null, note);

    public void Cancel(DateTimeOffset now) => (Status, ProcessedAt, LeasedUntil) = (QueueStatus.Cancelled, now, null);

    /// <summary>The try failed. Waits 30 s, 2 min, 8 min … before the next; after the last one, or when trying again is no use, the item is failed.</summary>
    public void Fail(string error, bool isFinal, DateTimeOffset now)
    {
        (ErrorMessage, LeasedUntil) = (error, null);
        if (isFinal || Attempts >= MaxAttempts)
        {
            (Status, ProcessedAt) = (QueueStatus.Failed, now);
            return;
        }

        Status = QueueStatus.Pending;
        ProcessAfter = now + TimeSpan.FromSeconds(30 * Math.Pow(4, Attempts - 1));
    }

    /// <summary>Somebody asked to try a failed item again, perhaps to other addresses.</summary>
    public void Retry(OutboundMail payload, DateTimeOffset now) => (Payload, Status, Attempts, ProcessAfter, ProcessedAt) = (payload, QueueStatus.Pending, 0, now, null);
}

/// <summary>A message to a partner; documents are attached when it leaves. The subject carries no PHI.</summary>
public sealed record OutboundMail(
    string From, string FromName, IReadOnlyList<string> To, IReadOnlyList<string> Cc, string Subject, string Body, IReadOnlyList<Guid> DocumentIds);
