namespace MedDist.Core.Batches;

/// <summary>One action on many rows, in the order in which they are to be done.</summary>
public sealed record StartBatch(string Kind, BatchArguments Arguments, IReadOnlyList<Guid> Ids)
{
    /// <summary>The file that the rows came from, where one did; it is kept with the batch.</summary>
    public string? InputFileKey { get; init; }

    /// <summary>More rows than this are refused; narrow the list first.</summary>
    public const int MostRows = 50_000;
}

/// <summary>Keeps a dry run for later.</summary>
/// <param name="NeedsSecondPerson">Whether somebody else than the author must run it.</param>
/// <param name="For">A colleague who is told of it.</param>
public sealed record KeepDryRun(bool NeedsSecondPerson = false, Guid? For = null);

/// <summary>What the list of batches shows. All of it lives in the address of the page.</summary>
public sealed record BatchFilter
{
    public const int PageSize = 50;

    public bool MineOnly { get; init; }

    public BatchStatus? Status { get; init; }

    /// <summary>Those of one action, by its <see cref="IBatchAction.Kind"/>.</summary>
    public string? Kind { get; init; }

    public int Skip { get; init; }
}

/// <summary>Which rows of a batch are shown.</summary>
/// <param name="Result">Those with this result.</param>
/// <param name="Reason">Those with exactly this reason.</param>
/// <param name="SurprisesOnly">Those that came out differently from the dry run.</param>
/// <param name="Skip">How many to pass over.</param>
public sealed record BatchItemFilter(BatchResult? Result = null, string? Reason = null, bool SurprisesOnly = false, int Skip = 0)
{
    public const int PageSize = 100;
}
