using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;

namespace MedDist.Core.Integrations;

/// <summary>What leaves the building.</summary>
public enum QueueType
{
    OutboundOrder,
    EligibilityCheck,
    DocumentGenerate,
    Notification,

    /// <summary>A request for verification (IVR) to a manufacturer.</summary>
    VerificationRequest,
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

    /// <summary>Undone before it left, or taken back after it failed.</summary>
    Cancelled,

    /// <summary>It left, and the mail server of its recipient sent it back; somebody must look.</summary>
    Bounced,
}

/// <summary>
/// One thing that leaves the building, written in the same transaction as the decision (the seed's <c>integration_queue</c>). Held for the
/// undo time, claimed with a lease, retried with growing pauses, then failed and shown.
/// </summary>
public sealed class QueueItem : TenantEntity
{
    public QueueItem() => MessageId = Id;

    public required QueueType QueueType { get; init; }

    /// <summary>Lower goes first.</summary>
    public int Priority { get; init; } = 100;

    public string? EntityType { get; init; }

    public Guid? EntityId { get; init; }

    /// <summary>The order it is about, for lists and links.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>To whom it goes.</summary>
    public Guid? ManufacturerId { get; init; }

    public Manufacturer? Manufacturer { get; private set; }

    /// <summary>What people call it, such as the order number; no PHI.</summary>
    public string? Reference { get; init; }

    public required OutboundMail Payload { get; set; }

    /// <summary>The same decision queued twice has the same key; unique per tenant.</summary>
    public required string IdempotencyKey { get; init; }

    public QueueStatus Status { get; private set; } = QueueStatus.Pending;

    public int Attempts { get; private set; }

    public int MaxAttempts { get; init; } = 5;

    public required DateTimeOffset ProcessAfter { get; set; }

    /// <summary>Until when it is held for undo; what waits longer waits for its time to leave, or for its next try.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Whether it may leave in one message with others of its kind to the same addresses that are due at the same time.</summary>
    public bool MayCombine { get; init; }

    /// <summary>The Message-ID it left, or will leave, with; items of one combined message share it.</summary>
    public Guid MessageId { get; private set; }

    /// <summary>How many items were in its message at the last try.</summary>
    public int MessageSize { get; private set; } = 1;

    /// <summary>While processing: when another node may conclude that this one died.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>The partner's own words for the last failure, without PHI.</summary>
    public string? ErrorMessage { get; private set; }

    /// <summary>Given up, or sent back: somebody has to decide.</summary>
    public bool IsStuck => Status is QueueStatus.Failed or QueueStatus.Bounced;

    /// <summary>Takes the item for one try; two nodes that both read it cannot both save this.</summary>
    public void Claim(DateTimeOffset now, TimeSpan lease) => (Status, Attempts, LeasedUntil) = (QueueStatus.Processing, Attempts + 1, now + lease);

    /// <summary>Says in which message it leaves, and with how many.</summary>
    public void Join(Guid messageId, int size) => (MessageId, MessageSize) = (messageId, size);

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

    /// <summary>It had left, and came back from everybody it was for.</summary>
    public void Bounce(string reason, DateTimeOffset now) => (Status, ErrorMessage, ProcessedAt) = (QueueStatus.Bounced, reason, now);

    /// <summary>It had left; something about one of its addresses has to be known, but others have it.</summary>
    public void Note(string note) => ErrorMessage = note;

    /// <summary>
    /// Somebody asked to try a failed or bounced item again, perhaps to other addresses. <paramref name="messageId"/> is given where it is another message than before, so that
    /// nobody takes it for a copy of the first.
    /// </summary>
    public void Retry(OutboundMail payload, DateTimeOffset now, Guid? messageId = null) =>
        (Payload, Status, Attempts, ProcessAfter, ProcessedAt, MessageId) = (payload, QueueStatus.Pending, 0, now, null, messageId ?? MessageId);

    /// <summary>Waits no longer than until <paramref name="at"/>, but never leaves before its undo time is over.</summary>
    public void LeaveAt(DateTimeOffset at) => ProcessAfter = HeldUntil is { } held && held > at ? held : at;
}

/// <summary>A message to a partner; documents are attached when it leaves. The subject carries no PHI.</summary>
public sealed record OutboundMail(
    string From, string FromName, IReadOnlyList<string> To, IReadOnlyList<string> Cc, string Subject, string Body, IReadOnlyList<Guid> DocumentIds)
{
    /// <summary>What stands for it in a message that it shares with others; null for one that always leaves alone.</summary>
    public MailPart? Part { get; init; }
}

/// <summary>One item's share of a combined message.</summary>
/// <param name="Greeting">The message's first line, the same for all of a manufacturer.</param>
/// <param name="Thing">What it is one of, in the plural: "orders".</param>
/// <param name="Reference">How the subject names it.</param>
/// <param name="Line">Its lines in the list of the body.</param>
/// <param name="Signature">The message's last lines.</param>
public sealed record MailPart(string Greeting, string Thing, string Reference, string Line, string Signature);
