using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Bulk;

/// <summary>Writes one answer to many cases: status, days, reason, reference, document, notes. The dry run and the real one ask <see cref="VerificationChanges"/>.</summary>
public sealed class UpdateVerifications(OrderFactService facts, ICallContext call, TimeProvider clock) : VerificationBatchAction(facts), IUndoableBatchAction
{
    public const string Name = "verifications.update";

    private readonly List<RowBefore> before = [];

    public override string Kind => Name;

    public override string Title => "Update verifications";

    public string UndoKind => UndoVerifications.Name;

    public IReadOnlyList<RowBefore> Befores => before;

    public override Failure? Check(BatchArguments arguments) => VerificationArguments.Read(arguments) == new VerificationChange() ? VerificationFailures.NothingSaid : null;

    public override async Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var chunk = await ReadAsync(db, db.VisibleVerifications().AsNoTracking(), ids, cancel);
        var change = VerificationArguments.Read(arguments);
        return
        [
            .. ids.Select(id => chunk.Cases.GetValueOrDefault(id) is { } theCase
                ? new BatchCheck(id, LabelOf(id, theCase.Manufacturer?.Name, theCase.Type), FailureOf(VerificationChanges.Judge(theCase, change, chunk.TermsOf(theCase), chunk.Today)))
                : new(id, "?", VerificationFailures.NotFound)),
        ];
    }

    public override async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var chunk = await ReadAsync(db, db.VisibleVerifications(), ids, cancel);
        var change = VerificationArguments.Read(arguments);
        return ids.ToDictionary(id => id, id => chunk.Cases.GetValueOrDefault(id) is { } theCase ? Act(chunk, theCase, change) : VerificationFailures.NotFound);
    }

    public override void Discard()
    {
        base.Discard();
        before.Clear();
    }

    private Result Act(Chunk chunk, Verification theCase, VerificationChange change)
    {
        var stood = Before(theCase);
        var applied = VerificationChanges.Apply(theCase, change, chunk.TermsOf(theCase), call, chunk.Today, chunk.Now);
        if (FailureOf(applied) is { } failure)
        {
            return failure;
        }

        before.Add(stood);
        Touch(theCase);
        return Result.Ok;
    }

    private static Failure? FailureOf(Result<bool> judged) => !judged.Succeeded ? judged.Failure : judged.Value ? null : VerificationFailures.SaysThatAlready;

    private async Task<Chunk> ReadAsync(MedDistDbContext db, IQueryable<Verification> visible, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = DayCount.DayOf(now, (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var cases = await visible.Include(v => v.Periods).Include(v => v.Manufacturer).Where(v => EF.Parameter(ids).Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancel);
        var keys = cases.Values.Select(v => v.Key).ToList();
        return new(cases, await VerificationTermsReader.ForAsync(db, keys, today, cancel), today, now);
    }

    private sealed record Chunk(Dictionary<Guid, Verification> Cases, IReadOnlyDictionary<VerificationKey, VerificationTerms> Terms, DateOnly Today, DateTimeOffset Now)
    {
        public VerificationTerms TermsOf(Verification theCase) => Terms[theCase.Key];
    }
}
