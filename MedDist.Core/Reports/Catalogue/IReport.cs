using MedDist.Core.Reports.Exports;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>What a report can be narrowed by.</summary>
[Flags]
public enum ReportParts
{
    None = 0,

    /// <summary>Days, relative to today or from and to.</summary>
    Period = 1,
    Manufacturer = 2,
    Facility = 4,
}

/// <summary>The list behind a report: its address, and the column whose total is the count of that list.</summary>
public sealed record ReportSource(string Address, string Text, string Column);

/// <summary>What a report found.</summary>
/// <param name="Rows">Values by column, in the order of the report; all of them.</param>
/// <param name="Totals">By column; null where a sum would mean nothing.</param>
/// <param name="Criteria">What it was narrowed by, in words.</param>
/// <param name="Source">The list that its total is counted from; null where there is none to look at.</param>
public sealed record ReportTable(IReadOnlyList<object?[]> Rows, IReadOnlyList<object?> Totals, IReadOnlyList<ExportCriterion> Criteria, ReportSource? Source)
{
    /// <summary>Rows that the page shows; the file has all of them.</summary>
    public const int Preview = 50;
}

/// <summary>A report of the catalogue. It is one class: registering it puts it into the catalogue, onto its page, into files and into schedules.</summary>
public interface IReport : IExportSource
{
    /// <summary>Its name in addresses, for example <c>order-activity</c>.</summary>
    string Id { get; }

    /// <summary>What it answers, in one line.</summary>
    string Answers { get; }

    ReportParts Parts { get; }

    /// <summary>What each column means: source, unit, what counts and what does not.</summary>
    IReadOnlyDictionary<string, string> Definitions { get; }

    Task<ReportTable> RunAsync(ReportAsk ask, CancellationToken cancel);
}
