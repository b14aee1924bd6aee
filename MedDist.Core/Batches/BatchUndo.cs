using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Batches;

/// <summary>Whether a batch can be taken back, and by which batch it was.</summary>
/// <param name="Rows">How many rows it changed.</param>
/// <param name="UndoneBy">The batch that takes it back; null where none does.</param>
public sealed record BatchUndoState(int Rows, Guid? UndoneBy);

/// <summary>Takes a whole batch back, by a batch of its own: with dry run, progress and a result for each row. A row that something later changed is left as it is.</summary>
public sealed class BatchUndo(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, BatchActions actions, BatchService batches)
{
    /// <summary>Argument that names the batch to take back.</summary>
    public const string Batch = "batch";

    /// <summary>Null where there is nothing to take back, or the caller may not.</summary>
    public async Task<BatchUndoState?> StateAsync(Guid batchId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await FindAsync(db, batchId, cancel) is { } found && await db.BatchSnapshots.Where(s => s.BatchId == batchId).Select(s => s.EntityId).Distinct().CountAsync(cancel) is > 0 and var rows ? new(rows, await RunningAsync(db, found.Batch, cancel)) : null;
    }

    /// <summary>What would become of each row. Writes nothing.</summary>
    public async Task<Result<BatchPreview>> PreviewAsync(Guid batchId, CancellationToken cancel = default)
    {
        var start = await PrepareAsync(batchId, cancel);
        return start.Succeeded ? await batches.PreviewAsync(start.Value, cancel) : start.Failure;
    }

    /// <summary>Starts it as the caller; returns the id of the batch that undoes. Fails as not allowed, not ended, nothing to undo or undone already.</summary>
    public async Task<Result<Guid>> StartAsync(Guid batchId, CancellationToken cancel = default)
    {
        var start = await PrepareAsync(batchId, cancel);
        if (!start.Succeeded)
        {
            return start.Failure;
        }

        // Claimed first, so that of two at once one is refused; given back where the start is.
        var claim = Guid.CreateVersion7();
        if (await ClaimAsync(batchId, claim, cancel) is { Failure: { } refused })
        {
            return refused;
        }

        var started = await batches.StartAsync(start.Value, cancel);
        await ClaimAsync(batchId, started.Succeeded ? started.Value : null, cancel);
        return started;
    }

    private async Task<Result> ClaimAsync(Guid batchId, Guid? by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var batch = await db.BatchOperations.FirstAsync(b => b.Id == batchId, cancel);
        batch.UndoBy(by);
        return await db.TrySaveAsync(BatchFailures.Stale, cancel);
    }

    private async Task<Result<StartBatch>> PrepareAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db, batchId, cancel) is not { } found)
        {
            return BatchFailures.NothingToUndo;
        }

        if (await RunningAsync(db, found.Batch, cancel) is not null)
        {
            return BatchFailures.Undone;
        }

        // The last first, as one takes back single steps.
        var ids = await db.BatchSnapshots.Where(s => s.BatchId == batchId).OrderByDescending(s => s.Id).Select(s => s.EntityId).ToListAsync(cancel);
        return ids.Count == 0 ? BatchFailures.NothingToUndo : new StartBatch(found.Action.UndoKind, BatchArguments.None.With(Batch, batchId.ToString()), [.. ids.Distinct()]);
    }

    private async Task<(BatchOperation Batch, IUndoableBatchAction Action)?> FindAsync(MedDistDbContext db, Guid batchId, CancellationToken cancel) =>
        BatchPermissions.May(call.Role) && await db.BatchOperations.AsNoTracking().FirstOrDefaultAsync(b => b.Id == batchId, cancel) is { HasEnded: true } batch
            && actions.Find(batch.Kind) is IUndoableBatchAction action && action.MayRun(call.Role) ? (batch, action) : null;

    /// <summary>The batch that undoes it; one that was cancelled or stopped itself may be started again for the rest.</summary>
    private static async Task<Guid?> RunningAsync(MedDistDbContext db, BatchOperation batch, CancellationToken cancel) =>
        batch.UndoneByBatchId is { } undo && await db.BatchOperations.AnyAsync(b => b.Id == undo && b.Status != BatchStatus.Cancelled && b.Status != BatchStatus.Stopped, cancel) ? undo : null;
}
