using MedDist.Core.Batches.Workbooks;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>One import: the head of its page, and a line of the list.</summary>
public sealed record ImportRow
{
    public required Guid Id { get; init; }

    public required Guid ManufacturerId { get; init; }

    public required string Manufacturer { get; init; }

    public required string FileName { get; init; }

    public required bool IsPasted { get; init; }

    public required string? SheetName { get; init; }

    public required int HeaderRow { get; init; }

    public required WorkbookLayout Layout { get; init; }

    public required bool IsRemembered { get; init; }

    public required int RowCount { get; init; }

    public required int Formulas { get; init; }

    public required ImportStatus Status { get; init; }

    public required int ToCreate { get; init; }

    public required int ToUpdate { get; init; }

    public required int Same { get; init; }

    public required int Rejected { get; init; }

    public required int ToDecide { get; init; }

    public required Guid? BatchId { get; init; }

    public required string CreatedByName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int ToWrite => ToCreate + ToUpdate;
}

/// <summary>One column of the file for mapping it: its heading, what it is taken for, and some of its cells; those that may say who somebody is are masked.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Heading">As it stands there; empty where there is none.</param>
/// <param name="Field">What it is taken for; null for nothing.</param>
/// <param name="Samples">Some of its cells.</param>
/// <param name="Dates">Of a date column: what it says of its order.</param>
public sealed record ColumnSample(int Column, string Heading, string? Field, IReadOnlyList<string> Samples, DateColumn? Dates);

/// <summary>The file as it is mapped.</summary>
/// <param name="Columns">From the first one on.</param>
/// <param name="Top">The first rows, masked, to see which of them has the headings.</param>
/// <param name="Missing">What has to be mapped before it can be checked; null when nothing.</param>
public sealed record ImportMapping(IReadOnlyList<ColumnSample> Columns, IReadOnlyList<(int Number, string Text)> Top, string? Missing);

/// <summary>Rows with one repair.</summary>
public sealed record ImportProblem(string Rule, string Key, string Sentence, RowOutcome Outcome, int Count, int FirstRow);

/// <summary>One row of the file as it was judged.</summary>
public sealed record ImportLineRow(Guid Id, int Number, string Masked, RowOutcome Outcome, int Confidence, string? Why, string? Problem, Guid? CaseId);

public sealed record ImportLinePage(IReadOnlyList<ImportLineRow> Rows, int Total);

/// <summary>Which rows are shown.</summary>
public sealed record ImportLineFilter(RowOutcome? Outcome = null, string? Rule = null, string? Key = null, int Skip = 0)
{
    public const int PageSize = 50;
}

/// <summary>Who somebody is, for comparing; masked, or in full after it has been recorded.</summary>
public sealed record PersonFacts(string Name, string? Born, string? Member, string? Number);

/// <summary>One who may be meant.</summary>
public sealed record DecisionCandidate(Guid Id, PersonFacts Facts, int Confidence, string Why);

/// <summary>A row of which somebody has to say who is meant: what the file says beside those who fit.</summary>
public sealed record ImportDecision(Guid RowId, int Number, string Why, PersonFacts Said, IReadOnlyList<DecisionCandidate> Candidates);
