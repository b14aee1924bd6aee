using System.Linq.Expressions;
using System.Text.Json;
using MedDist.Core.Auditing;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Coverage;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>Reads imports for one caller; who may not import sees none. People are masked; showing them in full is recorded.</summary>
public sealed class VerificationImportQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, DocumentFiles files, PhiAccess phi)
{
    public const int PageSize = 20, DecisionsAtOnce = 10;

    private const int Samples = 3, TopRows = 12;

    private bool May => VerificationPermissions.MayUpdate(call.Role);

    /// <summary>The newest imports.</summary>
    public async Task<IReadOnlyList<ImportRow>> ListAsync(CancellationToken cancel = default)
    {
        if (!May)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Rows(db).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(PageSize).ToListAsync(cancel);
    }

    public async Task<ImportRow?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (!May)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Rows(db).FirstOrDefaultAsync(r => r.Id == id, cancel);
    }

    /// <summary>The columns with samples; null where there is no such import or its file is gone.</summary>
    public async Task<ImportMapping?> MappingAsync(Guid id, CancellationToken cancel = default)
    {
        if (await ImportAsync(id, cancel) is not { } import || await VerificationImportFiles.ReadAsync(files, import, cancel) is not { Succeeded: true } book || SheetTable.At(book.Value, import.SheetName, import.HeaderRow) is not { } table)
        {
            return null;
        }

        await phi.RecordAsync("verification-import", id, PhiAction.View, "Columns of a manufacturer's workbook", cancel);
        var fields = import.Layout.Columns.ToDictionary(c => c.Value, c => VerificationSheetColumns.Find(c.Key));
        return new(
            [.. table.Headings.Select((heading, i) => Column(table, i, heading, fields.GetValueOrDefault(i)))],
            [.. table.Sheet.Rows.Take(TopRows).Select(r => (r.Number, string.Join(" · ", r.Cells.Where(c => !c.IsEmpty).Take(8).Select(c => r.Number <= import.HeaderRow ? c.Text : Masked(c.Text)))))],
            VerificationSheetColumns.Missing(import.Layout));
    }

    /// <summary>What is in the way of rows, by repair: what one answer repairs first, then whom rows mean, then what only the file can; the commonest first.</summary>
    public async Task<IReadOnlyList<ImportProblem>> ProblemsAsync(Guid id, CancellationToken cancel = default)
    {
        if (!May)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var groups = await db.StagedRows.Where(r => r.ImportId == id && r.ProblemRule != null).GroupBy(r => new { r.ProblemRule, r.ProblemKey, r.Problem, r.Outcome })
            .Select(g => new { g.Key.ProblemRule, g.Key.ProblemKey, g.Key.Problem, g.Key.Outcome, Count = g.Count(), First = g.Min(r => r.Number) }).ToListAsync(cancel);
        return [.. groups.OrderByDescending(g => g.Outcome == RowOutcome.Decide).ThenBy(g => g.ProblemRule == ImportFailures.PersonAskedRule).ThenByDescending(g => g.Count).ThenBy(g => g.First).Select(g => new ImportProblem(g.ProblemRule!, g.ProblemKey ?? "", g.Problem ?? "", g.Outcome, g.Count, g.First))];
    }

    /// <summary>Rows in the order of the file.</summary>
    public async Task<ImportLinePage> RowsAsync(Guid id, ImportLineFilter filter, CancellationToken cancel = default)
    {
        if (await ImportAsync(id, cancel) is not { } import)
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = db.StagedRows.AsNoTracking().Where(r => r.ImportId == id);
        rows = filter.Outcome is { } outcome ? rows.Where(r => r.Outcome == outcome) : rows;
        rows = filter.Rule is { } rule ? rows.Where(r => r.ProblemRule == rule) : rows;
        rows = filter.Key is { } key ? rows.Where(r => r.ProblemKey == key) : rows;
        var page = await rows.OrderBy(r => r.Number).Skip(Math.Max(0, filter.Skip)).Take(ImportLineFilter.PageSize).ToListAsync(cancel);
        return new([.. page.Select(r => new ImportLineRow(r.Id, r.Number, Recipient.Mask(Said(r, import.Layout).Name), r.Outcome, r.Confidence, r.Why, r.Problem, r.TargetId))], await rows.CountAsync(cancel));
    }

    /// <summary>The rows of which somebody has to say who is meant, some at a time, masked.</summary>
    public async Task<IReadOnlyList<ImportDecision>> DecisionsAsync(Guid id, int skip = 0, CancellationToken cancel = default) =>
        await ImportAsync(id, cancel) is { } import ? await DecisionsAsync(import, r => r.Outcome == RowOutcome.Decide && r.ProblemRule == ImportFailures.PersonAskedRule, skip, Mask, cancel) : [];

    /// <summary>One of them in full. Who looked is recorded.</summary>
    public async Task<ImportDecision?> RevealAsync(Guid id, Guid rowId, CancellationToken cancel = default)
    {
        if (await ImportAsync(id, cancel) is not { } import || await DecisionsAsync(import, r => r.Id == rowId, 0, f => f, cancel) is not [var decision])
        {
            return null;
        }

        await phi.RecordHitsAsync("recipient", [.. decision.Candidates.Select(c => c.Id)], "Who is meant in a manufacturer's workbook", cancel);
        return decision;
    }

    private static ColumnSample Column(SheetTable table, int column, string heading, WorkbookField? field)
    {
        var samples = table.Column(column).Where(c => !c.IsEmpty).Select(c => c.Text).Distinct().Take(Samples).Select(t => field is { IsPhi: false } ? t : Masked(t));
        var dates = field?.Kind is FieldKind.Day or FieldKind.PastDay ? WorkbookDates.Infer(table.Column(column)) : null;
        return new(column, heading, field?.Key, [.. samples], dates is { Example: { } example } && field!.IsPhi ? dates with { Example = example.Length > 4 ? example[..^4] + "••••" : "••••" } : dates);
    }

    /// <summary>The shape of a text: of each word its first letter or digit.</summary>
    private static string Masked(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4).Select(w => w.Length <= 2 ? w : w[..1] + "•••"));

    private static PersonFacts Mask(PersonFacts facts) => new(Recipient.Mask(facts.Name), facts.Born is { Length: > 4 } born ? "••• " + born[^4..] : facts.Born, facts.Member is null ? null : MemberId.Mask(facts.Member), facts.Number is null ? null : MemberId.Mask(facts.Number));

    private async Task<IReadOnlyList<ImportDecision>> DecisionsAsync(StagedImport import, Expression<Func<StagedRow, bool>> which, int skip, Func<PersonFacts, PersonFacts> show, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.StagedRows.AsNoTracking().Where(r => r.ImportId == import.Id).Where(which).OrderBy(r => r.Number).Skip(skip).Take(DecisionsAtOnce).ToListAsync(cancel);
        var ids = rows.SelectMany(r => r.Candidates).Select(c => c.Id).Distinct().ToList();
        var people = await db.VisibleRecipients().Where(r => EF.Parameter(ids).Contains(r.Id)).Select(r => new { r.Id, r.FullName, r.DateOfBirth, r.Identifier }).ToDictionaryAsync(r => r.Id, cancel);
        var members = (await db.CoveragePolicies.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.RecipientId) && p.PolicyNumber != null).Select(p => new { p.RecipientId, p.PolicyNumber, p.IsPrimary }).ToListAsync(cancel))
            .GroupBy(p => p.RecipientId).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.IsPrimary).First().PolicyNumber);
        return
        [
            .. rows.Select(r => new ImportDecision(r.Id, r.Number, r.Why ?? "", show(Said(r, import.Layout)),
            [
                .. r.Candidates.Where(c => people.ContainsKey(c.Id)).Select(c => new DecisionCandidate(
                    c.Id, show(new(people[c.Id].FullName, people[c.Id].DateOfBirth?.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture), members.GetValueOrDefault(c.Id), people[c.Id].Identifier)), c.Confidence, c.Why)),
            ])),
        ];
    }

    /// <summary>What the file says of the person, as it is written there.</summary>
    private static PersonFacts Said(StagedRow row, WorkbookLayout layout)
    {
        var cells = JsonSerializer.Deserialize<string[]>(row.Cells) ?? [];
        var parts = $"{Cell(VerificationSheetColumns.First)} {Cell(VerificationSheetColumns.Last)}".Trim();
        return new(parts.Length > 0 ? parts : Cell(VerificationSheetColumns.Name) ?? "", Cell(VerificationSheetColumns.Born), Cell(VerificationSheetColumns.Member), Cell(VerificationSheetColumns.Number));

        string? Cell(string field) => layout.ColumnOf(field) is { } at && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;
    }

    private async Task<StagedImport?> ImportAsync(Guid id, CancellationToken cancel)
    {
        if (!May)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.StagedImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id && i.Kind == VerificationSheetColumns.Kind, cancel);
    }

    private static IQueryable<ImportRow> Rows(MedDistDbContext db) => db.StagedImports.Where(i => i.Kind == VerificationSheetColumns.Kind).Join(db.Manufacturers, i => i.ManufacturerId, m => m.Id, (i, m) => new ImportRow
    {
        Id = i.Id,
        ManufacturerId = i.ManufacturerId,
        Manufacturer = m.Name,
        FileName = i.FileName,
        IsPasted = i.IsPasted,
        SheetName = i.SheetName,
        HeaderRow = i.HeaderRow,
        Layout = i.Layout,
        IsRemembered = i.IsRemembered,
        RowCount = i.RowCount,
        Formulas = i.Formulas,
        Status = i.Status,
        ToCreate = i.ToCreate,
        ToUpdate = i.ToUpdate,
        Same = i.Same,
        Rejected = i.Rejected,
        ToDecide = i.ToDecide,
        BatchId = i.BatchId,
        CreatedByName = i.CreatedByName,
        CreatedAt = i.CreatedAt,
    });
}
