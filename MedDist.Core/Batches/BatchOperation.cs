using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Batches;

/// <summary>How far a batch is.</summary>
public enum BatchStatus
{
    /// <summary>A dry run that is kept; nothing happens until somebody runs it.</summary>
    Saved,

    /// <summary>To be run as soon as a node has time.</summary>
    Waiting,

    Running,
    Completed,

    /// <summary>Somebody stopped it; what was done stays done.</summary>
    Cancelled,

    /// <summary>It stopped itself, for the reason it names.</summary>
    Stopped,
}

/// <summary>
/// One action on many rows (the seed's <c>batch_operations</c>): written with all its items before anything runs, worked off in chunks by whichever node holds its
/// lease, and kept as the record of what became of each row.
/// </summary>
public sealed partial class BatchOperation : TenantEntity
{
    /// <summary>Which <see cref="IBatchAction"/>, for example <c>orders.approve</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The action in the words of the screen, as it was called when the batch was made.</summary>
    public required string Title { get; init; }

    /// <summary>What the action needs besides the rows, such as a reason.</summary>
    [Phi]
    public Dictionary<string, string> Arguments { get; init; } = [];

    public BatchStatus Status { get; private set; } = BatchStatus.Waiting;

    public required int Total { get; init; }

    /// <summary>Rows that have a result.</summary>
    public int Processed { get; private set; }

    public int Changed { get; private set; }

    public int Skipped { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Rows that were not tried because the batch ended before.</summary>
    public int Cancelled { get; private set; }

    /// <summary>Rows that came out differently from the dry run.</summary>
    public int Surprises { get; private set; }

    /// <summary>When the dry run was made; null where there was none to keep.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>How many rows the dry run said would change.</summary>
    public int? ExpectedChanges { get; init; }

    /// <summary>Key of the file the rows came from; null where they were selected on a screen.</summary>
    public string? InputFileKey { get; init; }

    /// <summary>Key of the workbook with each row's result, once the batch has ended.</summary>
    public string? OutputFileKey { get; private set; }

    /// <summary>The first rows that failed, for whoever looks after it.</summary>
    public List<BatchError> ErrorLog { get; private set; } = [];

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public Guid? CreatedByUserId { get; init; }

    public required string CreatedByName { get; init; }

    /// <summary>Whether somebody else than the author must run it.</summary>
    public bool NeedsSecondPerson { get; init; }

    /// <summary>Who ran it, and as whom it runs.</summary>
    public Guid? RunByUserId { get; private set; }

    public string? RunByName { get; private set; }

    public DateTimeOffset? CancelRequestedAt { get; private set; }

    /// <summary>Whether it ends for a reason of its own, not because somebody cancelled it.</summary>
    public bool StopsItself { get; private set; }

    /// <summary>Who cancelled it, or why it stopped itself.</summary>
    public string? EndNote { get; private set; }

    /// <summary>The node's claim; a node that lost it cannot save.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>When another node may conclude that this one died.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>The batch that takes it back.</summary>
    public Guid? UndoneByBatchId { get; private set; }

    public bool HasEnded => Status is BatchStatus.Completed or BatchStatus.Cancelled or BatchStatus.Stopped;
}

/// <summary>One failed row: its place in the batch, what it is called, and why.</summary>
public sealed record BatchError(int Index, string Label, string Error);
