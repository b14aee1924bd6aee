using System.Text.Json;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using MedDist.Core.Verifications.Bulk;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>Writes the checked rows of an import to their cases, opening those that are missing. Its items are the rows of the file; what is undone are the cases.</summary>
public sealed class ImportVerifications(OrderFactService facts, ICallContext call, TimeProvider clock) : IUndoableBatchAction
{
    public const string Name = "verifications.import";

    /// <summary>Argument that names the import.</summary>
    public const string Import = "import";

    private readonly List<RowBefore> before = [];
    private readonly HashSet<Guid> changed = [];
    private readonly HashSet<(Guid Recipient, Guid Manufacturer)> touched = [];

    public string Kind => Name;

    public string EntityType => nameof(StagedRow);

    public string Title => "Import verifications";

    public int ChunkSize => 500;

    public string UndoKind => UndoVerifications.Name;

    public IReadOnlyList<RowBefore> Befores => before;

    public bool MayRun(Role? role) => VerificationPermissions.MayUpdate(role);

    public Failure? Check(BatchArguments arguments) => arguments.Id(Import) is null ? ImportFailures.NotFound : null;

    public async Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var chunk = await ReadAsync(db, arguments, ids, track: false, cancel);
        return [.. ids.Select(id => new BatchCheck(id, LabelOf(chunk.Rows.GetValueOrDefault(id)), chunk.Rows.GetValueOrDefault(id) is { Plan: not null } row ? Judge(chunk, row) : ImportFailures.NotFound))];
    }

    public async Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(MedDistDbContext db, IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        (await db.StagedRows.Where(r => EF.Parameter(ids).Contains(r.Id)).Select(r => new { r.Id, r.Number }).ToListAsync(cancel)).ToDictionary(r => r.Id, r => $"Row {r.Number}");

    public async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var chunk = await ReadAsync(db, arguments, ids, track: true, cancel);
        return ids.ToDictionary(id => id, id => chunk.Rows.GetValueOrDefault(id) is { } row ? Act(db, chunk, row) : ImportFailures.NotFound);
    }

    public Task<bool> SettleAsync(MedDistDbContext db, CancellationToken cancel) => VerificationOrders.RefreshAsync(db, facts, touched, cancel);

    public void Discard()
    {
        before.Clear();
        changed.Clear();
        touched.Clear();
    }

    private static string LabelOf(PlannedRow? row) => row is null ? "?" : $"Row {row.Number}";

    private static Failure? Judge(Chunk chunk, PlannedRow row)
    {
        var (key, plan) = chunk.Of(row);
        return FailureOf(VerificationChanges.Judge(chunk.Cases.GetValueOrDefault(key) ?? New(key), plan.Change, chunk.Terms[key], chunk.Today), chunk.Cases.ContainsKey(key));
    }

    private Result Act(MedDistDbContext db, Chunk chunk, PlannedRow row)
    {
        if (row.Plan is null || row.SubjectId is null || !chunk.Visible.Contains(row.SubjectId.Value))
        {
            return VerificationFailures.NotFound;
        }

        var (key, plan) = chunk.Of(row);
        var known = chunk.Cases.GetValueOrDefault(key);
        var theCase = known ?? New(key);
        var stood = known is null ? new RowBefore(theCase.Id, null, 0) : new RowBefore(known.Id, JsonSerializer.Serialize(known.Snapshot()), known.Version + 1);
        if (FailureOf(VerificationChanges.Apply(theCase, plan.Change, chunk.Terms[key], call, chunk.Today, chunk.Now), known is not null) is { } failure)
        {
            return failure;
        }

        if (known is null)
        {
            db.Add(theCase);
            chunk.Cases[key] = theCase;
        }

        // As it stood before the first of its rows: a case of several orders has several.
        if (changed.Add(stood.EntityId))
        {
            before.Add(stood);
        }

        touched.Add((key.RecipientId, key.ManufacturerId));
        return Result.Ok;
    }

    private static Verification New(VerificationKey key) => new() { RecipientId = key.RecipientId, ManufacturerId = key.ManufacturerId, Type = key.Type };

    /// <summary>A case that is new changes by being there.</summary>
    private static Failure? FailureOf(Result<bool> judged, bool isKnown) => !judged.Succeeded ? judged.Failure : judged.Value || !isKnown ? null : VerificationFailures.SaysThatAlready;

    private async Task<Chunk> ReadAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, bool track, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = DayCount.DayOf(now, (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var import = arguments.Id(Import);
        var manufacturer = await db.StagedImports.Where(i => i.Id == import).Select(i => i.ManufacturerId).FirstOrDefaultAsync(cancel);

        // Not their cells: what there is to write stands in the plan, and each takes a decryption.
        var rows = await db.StagedRows.Where(r => r.ImportId == import && EF.Parameter(ids).Contains(r.Id)).Select(r => new PlannedRow(r.Id, r.Number, r.SubjectId, r.Plan)).ToDictionaryAsync(r => r.Id, cancel);
        var recipients = rows.Values.Select(r => r.SubjectId).OfType<Guid>().Distinct().ToList();
        var visible = await db.VisibleRecipients().Where(r => EF.Parameter(recipients).Contains(r.Id)).Select(r => r.Id).ToListAsync(cancel);
        var cases = db.VisibleVerifications().Include(v => v.Periods).Where(v => v.IsOpen && v.ManufacturerId == manufacturer && EF.Parameter(recipients).Contains(v.RecipientId));
        var known = (await (track ? cases : cases.AsNoTracking()).ToListAsync(cancel)).ToDictionary(v => v.Key);
        var chunk = new Chunk(rows, manufacturer, [.. visible], known, today, now);
        chunk.Terms = await VerificationTermsReader.ForAsync(db, [.. rows.Values.Where(r => r.Plan is not null && r.SubjectId is not null).Select(r => chunk.Of(r).Key).Distinct()], today, cancel);
        return chunk;
    }

    /// <summary>What the commit needs of a row of the file.</summary>
    private sealed record PlannedRow(Guid Id, int Number, Guid? SubjectId, string? Plan);

    private sealed record Chunk(Dictionary<Guid, PlannedRow> Rows, Guid Manufacturer, HashSet<Guid> Visible, Dictionary<VerificationKey, Verification> Cases, DateOnly Today, DateTimeOffset Now)
    {
        private readonly Dictionary<Guid, PlannedChange> plans = [];

        public IReadOnlyDictionary<VerificationKey, VerificationTerms> Terms { get; set; } = new Dictionary<VerificationKey, VerificationTerms>();

        public (VerificationKey Key, PlannedChange Plan) Of(PlannedRow row)
        {
            if (!plans.TryGetValue(row.Id, out var plan))
            {
                plans[row.Id] = plan = PlannedChange.Read(row.Plan!);
            }

            return (new(row.SubjectId!.Value, Manufacturer, plan.Type), plan);
        }
    }
}
