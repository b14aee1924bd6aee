using MedDist.Core.Batches.Workbooks;

namespace MedDist.Core.Batches;

/// <summary>Batches in the words of the screen.</summary>
public static class BatchWords
{
    public static string Label(this BatchStatus status) => status switch
    {
        BatchStatus.Saved => "Dry run",
        BatchStatus.Waiting => "Waiting",
        BatchStatus.Running => "Running",
        BatchStatus.Completed => "Completed",
        BatchStatus.Cancelled => "Cancelled",
        _ => "Stopped",
    };

    public static string Label(this BatchResult result) => result switch
    {
        BatchResult.Pending => "Waiting",
        BatchResult.Changed => "Changed",
        BatchResult.Skipped => "Skipped",
        BatchResult.Failed => "Failed",
        _ => "Cancelled",
    };

    /// <summary>"164 changed, 18 skipped"; what there is none of is left out.</summary>
    public static string Summary(int changed, int skipped, int failed, int cancelled)
    {
        var parts = new (int Count, string Word)[] { (changed, "changed"), (skipped, "skipped"), (failed, "failed"), (cancelled, "cancelled") }.Where(p => p.Count > 0).ToList();
        return parts.Count == 0 ? "Nothing yet" : string.Join(", ", parts.Select(p => FormattableString.Invariant($"{p.Count:N0} {p.Word}")));
    }

    /// <summary>What the rows of a batch are, as the heading of their column.</summary>
    public static string Thing(string entityType) => entityType == nameof(StagedRow) ? "Of the file" : entityType;

    /// <summary>"1 row", "5,000 rows".</summary>
    public static string Rows(int count) => count == 1 ? "1 row" : FormattableString.Invariant($"{count:N0} rows");

    /// <summary>"182 will change, 18 skipped".</summary>
    public static string Forecast(int changes, int skips) => FormattableString.Invariant($"{changes:N0} will change, {skips:N0} skipped");
}
