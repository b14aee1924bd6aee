using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>How far an import is.</summary>
public enum ImportStatus
{
    /// <summary>It is read; which column is what can be changed.</summary>
    Mapping,

    /// <summary>Each row is judged; nothing is written.</summary>
    Checked,

    /// <summary>Its rows are on their way, or done: the batch tells.</summary>
    Committed,

    /// <summary>Somebody put it away before anything was written.</summary>
    Discarded,
}

/// <summary>A workbook that came in, between its upload and its end. Until it is committed nothing but itself and its rows is written.</summary>
public sealed class StagedImport : TenantEntity
{
    public const int FileNameLength = 120;

    public required string Kind { get; init; }

    public required Guid ManufacturerId { get; init; }

    /// <summary>The manufacturer's request that it answers; null where nobody logged one.</summary>
    public Guid? RequestId { get; init; }

    public required string FileName { get; init; }

    public required string FileKey { get; init; }

    /// <summary>It was pasted, not a file.</summary>
    public bool IsPasted { get; init; }

    public string? SheetName { get; private set; }

    public int HeaderRow { get; private set; }

    public IReadOnlyList<string> Headings { get; private set; } = [];

    public WorkbookLayout Layout { get; private set; } = WorkbookLayout.Empty;

    /// <summary>The layout is the one remembered of this manufacturer.</summary>
    public bool IsRemembered { get; private set; }

    public int RowCount { get; private set; }

    /// <summary>Cells whose value a formula made; the value they had when it was saved is what counts.</summary>
    public int Formulas { get; private set; }

    public ImportStatus Status { get; private set; }

    public int ToCreate { get; private set; }

    public int ToUpdate { get; private set; }

    public int Same { get; private set; }

    public int Rejected { get; private set; }

    public int ToDecide { get; private set; }

    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>The batch that writes it.</summary>
    public Guid? BatchId { get; private set; }

    public Guid? CreatedByUserId { get; init; }

    public required string CreatedByName { get; init; }

    /// <summary>Takes a table as what is to be read.</summary>
    public void Take(SheetTable table, WorkbookLayout layout, bool remembered)
    {
        (SheetName, HeaderRow, Headings) = (table.Sheet.Name, table.HeaderRow, [.. table.Headings.Select(h => h.Length > FileNameLength ? h[..FileNameLength] : h)]);
        (RowCount, Formulas) = (table.Rows.Count(), table.Sheet.Formulas);
        Map(layout, remembered);
    }

    public void Map(WorkbookLayout layout, bool remembered = false)
    {
        (Layout, IsRemembered, Status, CheckedAt) = (layout, remembered, ImportStatus.Mapping, null);
        (ToCreate, ToUpdate, Same, Rejected, ToDecide) = (0, 0, 0, 0, 0);
    }

    /// <summary>Each row has been judged.</summary>
    public void Check(IReadOnlyCollection<StagedRow> rows, DateTimeOffset now)
    {
        (Status, CheckedAt, RowCount) = (ImportStatus.Checked, now, rows.Count);
        ToCreate = rows.Count(r => r.Outcome == RowOutcome.Create);
        ToUpdate = rows.Count(r => r.Outcome == RowOutcome.Update);
        Same = rows.Count(r => r.Outcome == RowOutcome.Same);
        Rejected = rows.Count(r => r.Outcome == RowOutcome.Reject);
        ToDecide = rows.Count(r => r.Outcome == RowOutcome.Decide);
    }

    public void Commit(Guid? batchId) => (Status, BatchId) = (ImportStatus.Committed, batchId);

    public void Discard() => Status = ImportStatus.Discarded;
}

/// <summary>What a row would do, or what is in its way.</summary>
public enum RowOutcome
{
    Create,
    Update,

    /// <summary>All that it says is known already.</summary>
    Same,

    /// <summary>It cannot be taken; the problem says why.</summary>
    Reject,

    /// <summary>Somebody has to say who or what is meant.</summary>
    Decide,
}

/// <summary>One of those that a row may be about.</summary>
/// <param name="Id">The recipient, facility or product.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Why">What agrees and what does not, without the values.</param>
public sealed record StagedCandidate(Guid Id, int Confidence, string Why);

/// <summary>One row of a <see cref="StagedImport"/> as it stood in the file, and what is made of it. Not a <see cref="TenantEntity"/>: it is a log of the import itself, so the audit trail leaves it out.</summary>
public sealed class StagedRow : Entity, ITenantOwned
{
    public const int ProblemLength = 500, KeyLength = 200;

    public Guid TenantId { get; init; }

    public required Guid ImportId { get; init; }

    /// <summary>Its row in the file.</summary>
    public required int Number { get; init; }

    /// <summary>The texts of its cells, as JSON.</summary>
    [Phi]
    [Encrypted(IsLong = true)]
    public string Cells { get; private set; } = "[]";

    public RowOutcome Outcome { get; private set; }

    /// <summary>Whom or what it is about.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>What it changes; null where it makes something new.</summary>
    public Guid? TargetId { get; private set; }

    /// <summary>0 to 100.</summary>
    public int Confidence { get; private set; }

    /// <summary>What the match rests on, without the values.</summary>
    public string? Why { get; private set; }

    public IReadOnlyList<StagedCandidate> Candidates { get; private set; } = [];

    /// <summary>Whom somebody chose; stays when it is checked again.</summary>
    public Guid? ChosenId { get; private set; }

    /// <summary>Somebody said that it is to be left out.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>What is to change, as JSON.</summary>
    [Phi]
    [Encrypted(IsLong = true)]
    public string? Plan { get; private set; }

    /// <summary>Name of the rule that it breaks.</summary>
    public string? ProblemRule { get; private set; }

    /// <summary>What rows with the same repair have in common, such as the unknown word.</summary>
    public string? ProblemKey { get; private set; }

    /// <summary>What is wrong and what to do, without PHI.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes what the file says in this row, and forgets what was made of it.</summary>
    public void Read(string cells)
    {
        Cells = cells;
        (SubjectId, TargetId, Confidence, Why, Candidates, Plan, ProblemRule, ProblemKey, Problem) = (null, null, 0, null, [], null, null, null, null);
    }

    public void Match(Guid? subject, int confidence, string why, IReadOnlyList<StagedCandidate> candidates) => (SubjectId, Confidence, Why, Candidates) = (subject, confidence, why, candidates);

    public void Act(RowOutcome outcome, Guid? target, string? plan) => (Outcome, TargetId, Plan) = (outcome, target, plan);

    /// <summary>It cannot be taken as it is, or somebody has to decide.</summary>
    public void Refuse(RowOutcome outcome, string rule, string key, string problem) =>
        (Outcome, ProblemRule, ProblemKey, Problem, Plan) = (outcome, rule, Cut(key, KeyLength), Cut(problem, ProblemLength), null);

    public void Choose(Guid? id) => (ChosenId, IsLeftOut) = (id, false);

    public void LeaveOut() => (ChosenId, IsLeftOut) = (null, true);

    private static string Cut(string text, int length) => text.Length > length ? text[..(length - 1)] + "…" : text;
}
