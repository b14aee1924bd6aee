using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Batches;

/// <summary>Makes bulk actions: dry runs them, keeps them, starts and cancels them. <see cref="BatchRunner"/> works them off.</summary>
public sealed class BatchService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, BatchActions actions, TimeProvider clock)
{
    private const int AtOnce = 1000;
    private const int Patience = 50;

    /// <summary>What would become of each row. Writes nothing.</summary>
    public async Task<Result<BatchPreview>> PreviewAsync(StartBatch start, CancellationToken cancel = default)
    {
        if (Refusal(start) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var action = actions.Find(start.Kind)!;
        return new BatchPreview(action.Title, now, await CheckAsync(action, start, cancel));
    }

    /// <summary>Writes the batch with all its rows, to be run at once as the caller; returns its id.</summary>
    public async Task<Result<Guid>> StartAsync(StartBatch start, CancellationToken cancel = default)
    {
        if (Refusal(start) is { } refusal)
        {
            return refusal;
        }

        var action = actions.Find(start.Kind)!;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        Dictionary<Guid, string> labels = [];
        foreach (var ids in start.Ids.Chunk(AtOnce))
        {
            foreach (var (id, label) in await action.LabelsAsync(db, ids, cancel))
            {
                labels[id] = label;
            }
        }

        var batch = Operation(action, start, null, null, false).RunAs(call);
        return await WriteAsync(db, batch, [.. start.Ids.Select((id, i) => Item(batch, action, i, id, labels.GetValueOrDefault(id, "?"), null))], cancel);
    }

    /// <summary>Keeps the dry run with what it says of each row, for somebody to run later; returns its id.</summary>
    public async Task<Result<Guid>> KeepAsync(StartBatch start, KeepDryRun keep, CancellationToken cancel = default)
    {
        if (Refusal(start) is { } refusal)
        {
            return refusal;
        }

        var action = actions.Find(start.Kind)!;
        var now = clock.GetUtcNow();
        var checks = await CheckAsync(action, start, cancel);
        var batch = Operation(action, start, now, checks.Count(c => c.Refusal is null), keep.NeedsSecondPerson).Keep();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (keep.For is { } colleague && await db.Users.AnyAsync(u => u.Id == colleague && u.IsActive, cancel))
        {
            db.Notify(colleague, "batch.kept", $"{batch.Title}: {BatchWords.Rows(batch.Total)} to look at", $"{call.UserName} made a dry run. Look at it, then run it.", $"/batches/{batch.Id}");
        }

        return await WriteAsync(db, batch, [.. checks.Select((c, i) => Item(batch, action, i, c.Id, c.Label, c))], cancel);
    }

    /// <summary>Runs a kept dry run as the caller. Each row is judged again when its turn comes.</summary>
    public Task<Result> RunAsync(Guid id, CancellationToken cancel = default) => ChangeAsync(id, batch =>
    {
        if (batch.Status != BatchStatus.Saved)
        {
            return BatchFailures.NotSaved;
        }

        if (actions.Find(batch.Kind)?.MayRun(call.Role) != true)
        {
            return BatchFailures.NotAllowed;
        }

        if (batch.NeedsSecondPerson && batch.CreatedByUserId == call.UserId)
        {
            return BatchFailures.SecondPerson;
        }

        batch.RunAs(call);
        return Result.Ok;
    }, cancel);

    /// <summary>Stops a batch after the chunk that runs now, or discards a kept dry run. What was done stays done.</summary>
    public Task<Result> CancelAsync(Guid id, CancellationToken cancel = default) => ChangeAsync(id, batch =>
    {
        if (batch.HasEnded)
        {
            return BatchFailures.Ended;
        }

        if (batch.CancelRequestedAt is null)
        {
            batch.Cancel(call.UserName, clock.GetUtcNow());
        }

        return Result.Ok;
    }, cancel);

    /// <summary>What a kept dry run would say now. Writes nothing.</summary>
    public async Task<Result<BatchPreview>> RecheckAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!BatchPermissions.May(call.Role) || await db.BatchOperations.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
        {
            return BatchFailures.NotFound;
        }

        var ids = await db.BatchItems.Where(i => i.BatchId == id).OrderBy(i => i.Index).Select(i => i.EntityId).ToListAsync(cancel);
        return await PreviewAsync(new(batch.Kind, new(batch.Arguments), ids), cancel);
    }

    private Failure? Refusal(StartBatch start)
    {
        if (actions.Find(start.Kind) is not { } action || !BatchActions.MayRun(action, call.Role))
        {
            return BatchFailures.NotAllowed;
        }

        return start.Ids.Count switch
        {
            0 => BatchFailures.Empty,
            > StartBatch.MostRows => BatchFailures.TooMany,
            _ => action.Check(start.Arguments),
        };
    }

    private async Task<List<BatchCheck>> CheckAsync(IBatchAction action, StartBatch start, CancellationToken cancel)
    {
        List<BatchCheck> all = [];
        foreach (var ids in start.Ids.Chunk(AtOnce))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            all.AddRange(await action.CheckAsync(db, start.Arguments, ids, cancel));
        }

        return all;
    }

    private BatchOperation Operation(IBatchAction action, StartBatch start, DateTimeOffset? checkedAt, int? changes, bool needsSecond) => new()
    {
        Kind = action.Kind,
        Title = action.Title,
        Arguments = start.Arguments.Values.ToDictionary(),
        Total = start.Ids.Count,
        CheckedAt = checkedAt,
        ExpectedChanges = changes,
        NeedsSecondPerson = needsSecond,
        InputFileKey = start.InputFileKey,
        CreatedByUserId = call.UserId,
        CreatedByName = call.UserName,
    };

    private static BatchItem Item(BatchOperation batch, IBatchAction action, int index, Guid id, string label, BatchCheck? check) => new()
    {
        BatchId = batch.Id,
        Index = index,
        EntityType = action.EntityType,
        EntityId = id,
        Label = label,
        Expected = check is null ? null : check.Refusal is null ? BatchResult.Changed : BatchResult.Skipped,
        ExpectedReason = BatchItem.Cut(check?.Refusal?.Message),
    };

    /// <summary>The batch and its rows in one transaction: a batch is never without some of them.</summary>
    private static async Task<Result<Guid>> WriteAsync(MedDistDbContext db, BatchOperation batch, IReadOnlyList<BatchItem> items, CancellationToken cancel)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.BatchOperations.Add(batch);
        await db.SaveChangesAsync(cancel);
        db.InsertsInBulk = true;
        foreach (var some in items.Chunk(AtOnce))
        {
            db.BatchItems.AddRange(some);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancel);
        return batch.Id;
    }

    /// <summary>Changes the head of a batch. Its node saves it often, so a save that came too late is tried again.</summary>
    private async Task<Result> ChangeAsync(Guid id, Func<BatchOperation, Result> change, CancellationToken cancel)
    {
        for (var i = 0; i < Patience; i++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (!BatchPermissions.May(call.Role) || await db.BatchOperations.FirstOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
            {
                return BatchFailures.NotFound;
            }

            var done = change(batch);
            if (!done.Succeeded || (await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded)
            {
                return done;
            }
        }

        return BatchFailures.Stale;
    }
}
