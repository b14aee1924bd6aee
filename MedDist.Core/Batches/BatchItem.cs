using MedDist.Core.Kernel;

namespace MedDist.Core.Batches;

/// <summary>What became of a row.</summary>
public enum BatchResult
{
    /// <summary>Its turn has not come.</summary>
    Pending,

    Changed,

    /// <summary>A rule said no; the reason says which.</summary>
    Skipped,

    /// <summary>It could not be done, although no rule forbids it.</summary>
    Failed,

    /// <summary>The batch ended before its turn.</summary>
    Cancelled,
}

/// <summary>
/// One row of a batch (the seed's <c>batch_operation_items</c>). Its result is saved in the transaction of the change it reports. Not a <see cref="TenantEntity"/>: it is a log
/// itself, so the audit trail and the change feed leave it out.
/// </summary>
public sealed class BatchItem : Entity, ITenantOwned
{
    public const int ReasonLength = 1000;

    public Guid TenantId { get; init; }

    public required Guid BatchId { get; init; }

    /// <summary>Its place, from 0, in the order in which the rows were selected.</summary>
    public required int Index { get; init; }

    public required string EntityType { get; init; }

    public required Guid EntityId { get; init; }

    /// <summary>What a person calls it, such as the order number; no PHI.</summary>
    public required string Label { get; init; }

    public BatchResult Result { get; private set; }

    /// <summary>Why it was skipped, failed or cancelled.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>What the dry run said; null without one.</summary>
    public BatchResult? Expected { get; init; }

    public string? ExpectedReason { get; init; }

    /// <summary>Whether it came out differently from the dry run.</summary>
    public bool IsSurprise => Expected is { } expected && Result is BatchResult.Changed or BatchResult.Skipped or BatchResult.Failed && expected != Result;

    public void Record(Failure? failure, DateTimeOffset now) => Record(failure switch { null => BatchResult.Changed, Failure.Stale => BatchResult.Failed, _ => BatchResult.Skipped }, failure?.Message, now);

    public void Fail(string why, DateTimeOffset now) => Record(BatchResult.Failed, why, now);

    public void Cancel(string why, DateTimeOffset now) => Record(BatchResult.Cancelled, why, now);

    private void Record(BatchResult result, string? reason, DateTimeOffset now) => (Result, Reason, ProcessedAt) = (result, Cut(reason), now);

    internal static string? Cut(string? reason) => reason is { Length: > ReasonLength } ? reason[..(ReasonLength - 1)] + "…" : reason;
}
