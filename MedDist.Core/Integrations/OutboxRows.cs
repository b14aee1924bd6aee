using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Integrations;

/// <summary>One line of the outbox: one order or one request, also where several left in one message.</summary>
public sealed record OutboxRow
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }

    public required QueueType Kind { get; init; }

    public required QueueStatus Status { get; init; }

    public required string? Reference { get; init; }

    public required Guid? OrderId { get; init; }

    public required Guid? ManufacturerId { get; init; }

    public required string? ManufacturerName { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required bool IsUrgent { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset LeavesAt { get; init; }

    public required DateTimeOffset? HeldUntil { get; init; }

    public required bool MayCombine { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required string? Words { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>How many leave, or left, in the same message.</summary>
    public required int Together { get; init; }
}

/// <summary>A page of the outbox, and how many match.</summary>
public sealed record OutboxList(IReadOnlyList<OutboxRow> Rows, int Total);

/// <summary>How many lines each tab holds; each equals the count of the list behind it.</summary>
public sealed record OutboxCounts(IReadOnlyDictionary<OutboxTab, int> ByTab)
{
    public int this[OutboxTab tab] => ByTab.GetValueOrDefault(tab);
}

/// <summary>A file that goes with a message.</summary>
public sealed record OutboxAttachment(Guid DocumentId, string FileName);

/// <summary>One try, or one answer that came back.</summary>
public sealed record OutboxAttempt(int Number, DateTimeOffset At, AttemptOutcome Outcome, IReadOnlyList<string> Addresses, string? Words);

/// <summary>An order of a message.</summary>
public sealed record OutboxOrder(Guid Id, string Number, OrderStatus Status, SendState SendState, Guid ItemId);

/// <summary>Everything the pane shows of one message.</summary>
public sealed record OutboxDetails
{
    public required OutboxRow Row { get; init; }

    /// <summary>The message as it leaves or left, with the others that share it.</summary>
    public required OutboundMail Mail { get; init; }

    public required IReadOnlyList<OutboxAttachment> Attachments { get; init; }

    public required IReadOnlyList<OutboxAttempt> Attempts { get; init; }

    public required IReadOnlyList<OutboxOrder> Orders { get; init; }

    /// <summary>The note on the manufacturer's contact list for this kind of message.</summary>
    public required string? ContactNote { get; init; }

    /// <summary>Why it cannot be tried again or readdressed now; null when it can.</summary>
    public required Failure? NoRetry { get; init; }

    /// <summary>Why it cannot be cancelled now; null when it can.</summary>
    public required Failure? NoCancel { get; init; }
}
