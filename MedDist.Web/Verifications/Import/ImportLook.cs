using System.Globalization;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Verifications.Workbooks;

namespace MedDist.Web.Verifications.Import;

/// <summary>The steps of an import, as its pages show them.</summary>
public enum ImportStep
{
    Upload,
    Map,
    Check,
    Commit,
    Result,
}

/// <summary>Imports in the words of the screen.</summary>
internal static class ImportLook
{
    public static (string Tone, string Word) State(ImportRow row) => row.Status switch
    {
        ImportStatus.Mapping => ("neutral", "Being mapped"),
        ImportStatus.Checked when row.ToDecide > 0 => ("warn", "To decide"),
        ImportStatus.Checked => ("info", "Checked"),
        ImportStatus.Committed => ("ok", "Committed"),
        _ => ("neutral", "Discarded"),
    };

    public static (string Tone, string Word) Outcome(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Create => ("ok", "New case"),
        RowOutcome.Update => ("info", "Update"),
        RowOutcome.Same => ("neutral", "No change"),
        RowOutcome.Reject => ("bad", "Rejected"),
        _ => ("warn", "To decide"),
    };

    /// <summary>"12 new, 170 updates, 3 rejected"; what there is none of is left out.</summary>
    public static string Counts(ImportRow row) => row.Status == ImportStatus.Mapping ? "Not checked yet" : string.Join(", ", new (int Count, string Word)[]
    {
        (row.ToCreate, "new"), (row.ToUpdate, row.ToUpdate == 1 ? "update" : "updates"), (row.Same, "no change"), (row.Rejected, "rejected"), (row.ToDecide, "to decide"),
    }.Where(c => c.Count > 0).Select(c => $"{Number(c.Count)} {c.Word}"));

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
