using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MedDist.Core.Batches;

/// <summary>
/// Does one chunk of a batch as its caller: the rows, their results and the batch's progress in one save. A row has its result exactly when its change is saved, so a chunk that is lost
/// in a crash is simply done again; and since every save counts the batch up, neither a node that lost its lease nor a chunk that runs while somebody cancels can save.
/// </summary>
public sealed partial class BatchWorker(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, BatchActions actions, TimeProvider clock, ILogger<BatchWorker> log)
{
    /// <summary>How long a node that does not save keeps its claim.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const int Tries = 3;
    private const int ClosedAtOnce = 500;

    private enum Outcome
    {
        Saved,

        /// <summary>Somebody else saved something of it first, or it broke; nothing was written.</summary>
        Refused,

        /// <summary>The batch is not this node's, or is to end.</summary>
        Over,
    }

    /// <summary>Does the next chunk; false when this node has nothing more to do here.</summary>
    public async Task<bool> StepAsync(Guid batchId, Guid lease, CancellationToken cancel)
    {
        var (outcome, count) = await TryAsync(batchId, lease, int.MaxValue, cancel);
        for (var i = 0; i < count && outcome == Outcome.Refused; i++)
        {
            if (!await OneAsync(batchId, lease, cancel))
            {
                return false;
            }
        }

        return outcome != Outcome.Over && count > 0;
    }

    /// <summary>Gives what is left of a batch that is to end its result; false when nothing is.</summary>
    public async Task<bool> CloseAsync(Guid batchId, Guid lease, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await MineAsync(db, batchId, lease, cancel) is not { } batch || await Pending(db, batchId, ClosedAtOnce).ToListAsync(cancel) is not { Count: > 0 } items)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        items.ForEach(i => i.Cancel(batch.EndNote ?? "", now));
        batch.Count(items, Lease, now);
        return (await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded;
    }

    private static Task<BatchOperation?> MineAsync(MedDistDbContext db, Guid id, Guid lease, CancellationToken cancel) =>
        db.BatchOperations.FirstOrDefaultAsync(b => b.Id == id && b.LeaseId == lease, cancel);

    private static IQueryable<BatchItem> Pending(MedDistDbContext db, Guid id, int count) =>
        db.BatchItems.Where(i => i.BatchId == id && i.Result == BatchResult.Pending).OrderBy(i => i.Index).Take(count);

    /// <summary>The next row by itself, a few times, and then it is given up; false when the batch is over.</summary>
    private async Task<bool> OneAsync(Guid batchId, Guid lease, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            var (outcome, _) = await TryAsync(batchId, lease, 1, cancel);
            if (outcome != Outcome.Refused)
            {
                return outcome == Outcome.Saved;
            }
        }

        return await GiveUpAsync(batchId, lease, cancel);
    }

    private async Task<(Outcome Outcome, int Count)> TryAsync(Guid batchId, Guid lease, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        if (await MineAsync(db, batchId, lease, cancel) is not { CancelRequestedAt: null } batch)
        {
            return (Outcome.Over, 0);
        }

        var action = actions.Find(batch.Kind)!;
        var items = await Pending(db, batchId, Math.Min(most, action.ChunkSize)).AsNoTracking().ToListAsync(cancel);
        if (items.Count == 0)
        {
            return (Outcome.Saved, 0);
        }

        try
        {
            if (await ApplyAsync(db, batch, action, items, cancel))
            {
                return (Outcome.Saved, items.Count);
            }
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            // One row that breaks must not hold up the others: they are done one by one, and it is given up.
            ChunkBroke(log, broken, batchId, items[0].Index, items.Count);
        }

        action.Discard();
        return (Outcome.Refused, items.Count);
    }

    private async Task<bool> ApplyAsync(MedDistDbContext db, BatchOperation batch, IBatchAction action, List<BatchItem> items, CancellationToken cancel)
    {
        var results = await action.ApplyAsync(db, new(batch.Arguments), [.. items.Select(i => i.EntityId)], cancel);
        var now = clock.GetUtcNow();
        items.ForEach(i => i.Record(results[i.EntityId].Failure, now));
        batch.Count(items, Lease, now);
        db.BatchSnapshots.AddRange((action as IUndoableBatchAction)?.Befores.Select(b => new BatchSnapshot { BatchId = batch.Id, EntityId = b.EntityId, Before = b.Before, AfterVersion = b.AfterVersion }) ?? []);

        // Looked for once; every interceptor of the save would look again.
        db.ChangeTracker.DetectChanges();
        (db.ChangeTracker.AutoDetectChangesEnabled, db.InsertsInBulk) = (false, true);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!(await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded || !await RecordAsync(db, items, cancel))
        {
            return false;
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        if (await action.SettleAsync(db, cancel) && !(await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded)
        {
            return false;
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>
    /// Writes the results, one statement for all rows with the same one. It passes the save's guard, so it asks for no more than the rows that this chunk read as pending; false when they are
    /// not all so any more. The read wall and the database's hold for it as for a query.
    /// </summary>
    private static async Task<bool> RecordAsync(MedDistDbContext db, List<BatchItem> items, CancellationToken cancel)
    {
        var written = 0;
        foreach (var same in items.GroupBy(i => (i.Result, i.Reason, i.ProcessedAt)))
        {
            var ids = same.Select(i => i.Id).ToList();
            var (result, reason, at) = same.Key;
            written += await db.BatchItems.Where(i => EF.Parameter(ids).Contains(i.Id) && i.Result == BatchResult.Pending).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.Result, result).SetProperty(i => i.Reason, reason).SetProperty(i => i.ProcessedAt, at)
                    .SetProperty(i => i.UpdatedAt, at!.Value).SetProperty(i => i.Version, i => i.Version + 1),
                cancel);
        }

        return written == items.Count;
    }

    private async Task<bool> GiveUpAsync(Guid batchId, Guid lease, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await MineAsync(db, batchId, lease, cancel) is not { CancelRequestedAt: null } batch || await Pending(db, batchId, 1).ToListAsync(cancel) is not [var item])
        {
            return false;
        }

        var now = clock.GetUtcNow();
        item.Fail($"It could not be saved after {Tries} tries: somebody else kept changing it, or an unexpected error occurred. Look at it, then try again.", now);
        batch.Count([item], Lease, now);
        GaveUp(log, batchId, item.Index, call.UserId);
        return (await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded;
    }

    [LoggerMessage(LogLevel.Error, "A chunk of batch {BatchId} broke: {Count} rows from {Index}")]
    private static partial void ChunkBroke(ILogger logger, Exception broken, Guid batchId, int index, int count);

    [LoggerMessage(LogLevel.Warning, "Batch {BatchId} gave row {Index} up, run by {UserId}")]
    private static partial void GaveUp(ILogger logger, Guid batchId, int index, Guid? userId);
}
