namespace MedDist.Core.Batches;

/// <summary>One line of the list of batches, and the head of its page.</summary>
public sealed record BatchRow
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required BatchStatus Status { get; init; }

    public required int Total { get; init; }

    public required int Processed { get; init; }

    public required int Changed { get; init; }

    public required int Skipped { get; init; }

    public required int Failed { get; init; }

    public required int Cancelled { get; init; }

    public required int Surprises { get; init; }

    public required int? ExpectedChanges { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? CheckedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? CompletedAt { get; init; }

    public required Guid? CreatedByUserId { get; init; }

    public required string CreatedByName { get; init; }

    public required Guid? RunByUserId { get; init; }

    public required string? RunByName { get; init; }

    public required bool NeedsSecondPerson { get; init; }

    public required bool IsCancelling { get; init; }

    public required string? EndNote { get; init; }

    public required bool HasOutput { get; init; }

    /// <summary>Whether its rows came from a file that is kept.</summary>
    public required bool HasInput { get; init; }

    /// <summary>The batch that takes it back.</summary>
    public required Guid? UndoneByBatchId { get; init; }

    /// <summary>Kept for somebody else than its author to look at and run.</summary>
    public bool WaitsForSecondPerson => Status == BatchStatus.Saved && NeedsSecondPerson;

    public bool HasEnded => Status is BatchStatus.Completed or BatchStatus.Cancelled or BatchStatus.Stopped;

    /// <summary>Whole percent of the rows that have a result.</summary>
    public int Percent => Total == 0 ? 100 : (int)(100L * Processed / Total);
}

/// <summary>A page of batches, and how many match in all.</summary>
public sealed record BatchRows(IReadOnlyList<BatchRow> Rows, int Total);

/// <summary>One row of a batch.</summary>
public sealed record BatchItemRow(int Index, Guid EntityId, string EntityType, string Label, BatchResult Result, string? Reason, DateTimeOffset? ProcessedAt, BatchResult? Expected, string? ExpectedReason);

/// <summary>A page of the rows of a batch, and how many match in all.</summary>
public sealed record BatchItemPage(IReadOnlyList<BatchItemRow> Rows, int Total);

/// <summary>How many rows have one result for one reason.</summary>
public sealed record BatchReason(BatchResult Result, string? Reason, int Count);

/// <summary>What a dry run says: each row, made at a moment, nothing written.</summary>
public sealed record BatchPreview(string Title, DateTimeOffset At, IReadOnlyList<BatchCheck> Rows)
{
    public int Changes => Rows.Count(r => r.Refusal is null);

    /// <summary>Why rows would be skipped, the commonest reason first.</summary>
    public IReadOnlyList<(string Reason, IReadOnlyList<BatchCheck> Rows)> Skips =>
        [.. Rows.Where(r => r.Refusal is not null).GroupBy(r => r.Refusal!.Message).OrderByDescending(g => g.Count()).Select(g => (g.Key, (IReadOnlyList<BatchCheck>)[.. g]))];
}
