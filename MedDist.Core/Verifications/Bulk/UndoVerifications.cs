using System.Text.Json;
using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Bulk;

/// <summary>Puts the cases of a batch back as they stood before it; one that something changed since stays as it is. Cases that the batch opened go.</summary>
public sealed class UndoVerifications(OrderFactService facts) : VerificationBatchAction(facts)
{
    public const string Name = "verifications.undo";

    public override string Kind => Name;

    public override string Title => "Undo an update of verifications";

    public override Failure? Check(BatchArguments arguments) => arguments.Id(BatchUndo.Batch) is null ? BatchFailures.NotFound : null;

    public override async Task<IReadOnlyList<BatchCheck>> CheckAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var (cases, before) = await ReadAsync(db, arguments, ids, cancel);
        return [.. ids.Select(id => new BatchCheck(id, cases.GetValueOrDefault(id) is { } theCase ? LabelOf(id, theCase.Manufacturer?.Name, theCase.Type) : "?", Refusal(cases.GetValueOrDefault(id), before.GetValueOrDefault(id))))];
    }

    public override async Task<IReadOnlyDictionary<Guid, Result>> ApplyAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var (cases, before) = await ReadAsync(db, arguments, ids, cancel);
        return ids.ToDictionary(id => id, id => Refusal(cases.GetValueOrDefault(id), before.GetValueOrDefault(id)) is { } refusal ? refusal : PutBack(db, cases[id], before[id]));
    }

    private Result PutBack(MedDistDbContext db, Verification theCase, RowBefore snapshot)
    {
        Touch(theCase);
        if (snapshot.Before is null)
        {
            db.RemoveRange(theCase.Periods);
            db.Remove(theCase);
        }
        else
        {
            db.RemoveRange(theCase.Restore(JsonSerializer.Deserialize<VerificationSnapshot>(snapshot.Before)!));
        }

        return Result.Ok;
    }

    private static Failure? Refusal(Verification? theCase, RowBefore? before) =>
        theCase is null || before is null ? VerificationFailures.NotFound : theCase.Version != before.AfterVersion ? VerificationFailures.ChangedSince : null;

    /// <summary>Of a case that several chunks changed: how it stood before the first of them. Where somebody else changed it in between, no version is the one that the batch left.</summary>
    private static RowBefore Whole(IGrouping<Guid, BatchSnapshot> of)
    {
        var (first, last) = (of.MinBy(s => s.AfterVersion)!, of.Max(s => s.AfterVersion));
        return new(of.Key, first.Before, last - first.AfterVersion == of.Count() - 1 ? last : -1);
    }

    private static async Task<(Dictionary<Guid, Verification> Cases, Dictionary<Guid, RowBefore> Before)> ReadAsync(MedDistDbContext db, BatchArguments arguments, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var batch = arguments.Id(BatchUndo.Batch);
        var before = (await db.BatchSnapshots.AsNoTracking().Where(s => s.BatchId == batch && EF.Parameter(ids).Contains(s.EntityId)).ToListAsync(cancel)).GroupBy(s => s.EntityId).ToDictionary(g => g.Key, Whole);
        var cases = await db.VisibleVerifications().Include(v => v.Periods).Include(v => v.Manufacturer).Where(v => EF.Parameter(ids).Contains(v.Id)).ToDictionaryAsync(v => v.Id, cancel);
        return (cases, before);
    }
}
