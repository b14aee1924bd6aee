using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Exports;

/// <summary>The rules of exports that can say no, by name.</summary>
public static class ExportFailures
{
    public const string EmptyRule = "export.empty";
    public const string TooLongForPdfRule = "export.too_long_for_pdf";
    public const string ExpiredRule = "export.expired";
    public const string NotReadyRule = "export.not_ready";
    public const string NotWrittenRule = "export.not_written";

    public static readonly Failure NotFound = new Failure.NotFound("export");

    public static readonly Failure Stale = new Failure.Stale("export");

    public static readonly Failure NotAllowed = new Failure.Forbidden("Your role does not allow this: exporting this list.");

    public static readonly Failure Empty = new Failure.RuleBroken(EmptyRule, "The list is empty: there is nothing to export. Take a filter away, then try again.");

    public static readonly Failure NoPurpose = new Failure.Invalid(nameof(StartExport.Purpose), "Say what the list is for: it holds protected health information.");

    public static readonly Failure NoWords = new Failure.Invalid(nameof(StartExport.PurposeText), "Say in a few words what it is for.");

    public static readonly Failure TooManyWords = new Failure.Invalid(nameof(StartExport.PurposeText), $"At most {Export.PurposeLength} letters.");

    public static readonly Failure NoColumns = new Failure.Invalid(nameof(StartExport.Columns), "No column is shown. Choose at least one, then export.");

    public static readonly Failure Expired = new Failure.RuleBroken(ExpiredRule, "This file has expired and was deleted. Open the list again and export it anew.");

    public static readonly Failure NotReady = new Failure.RuleBroken(NotReadyRule, "This file is still being written. You are told when it is ready.");

    public static readonly Failure NotWritten = new Failure.RuleBroken(NotWrittenRule, "This file could not be written. Open the list again and export it anew.");

    public static Failure TooLongForPdf(int rows, int most) => new Failure.RuleBroken(
        TooLongForPdfRule, FormattableString.Invariant($"The list has {rows:N0} rows; a PDF takes {most:N0}. Choose Excel or CSV, or narrow the list with a filter."));
}
