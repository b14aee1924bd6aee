using System.Linq.Expressions;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Batches;

/// <summary>Reads batches for one caller; who may not see them sees none.</summary>
public sealed class BatchQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Batches: what runs or is about to first, then what waits for a second person, then the newest.</summary>
    public async Task<BatchRows> ListAsync(BatchFilter filter, CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var me = call.UserId;
        var batches = db.BatchOperations.AsQueryable();
        batches = filter.MineOnly ? batches.Where(b => b.CreatedByUserId == me || b.RunByUserId == me) : batches;
        batches = filter.Status is { } status ? batches.Where(b => b.Status == status) : batches;
        batches = filter.Kind is { } kind ? batches.Where(b => b.Kind == kind) : batches;
        var rows = await batches.OrderBy(b => b.Status == BatchStatus.Running ? 0 : b.Status == BatchStatus.Waiting ? 1 : b.Status == BatchStatus.Saved && b.NeedsSecondPerson ? 2 : 3)
            .ThenByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id).Skip(Math.Max(0, filter.Skip)).Take(BatchFilter.PageSize).Select(ToRow).ToListAsync(cancel);
        return new(rows, await batches.CountAsync(cancel));
    }

    public async Task<BatchRow?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.BatchOperations.Where(b => b.Id == id).Select(ToRow).FirstOrDefaultAsync(cancel);
    }

    /// <summary>What the caller has running or waiting now.</summary>
    public async Task<IReadOnlyList<BatchRow>> MineRunningAsync(CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role) || call.UserId is not { } me)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.BatchOperations.Where(b => (b.Status == BatchStatus.Waiting || b.Status == BatchStatus.Running) && b.RunByUserId == me)
            .OrderBy(b => b.CreatedAt).Select(ToRow).ToListAsync(cancel);
    }

    /// <summary>Rows of a batch in their order.</summary>
    public async Task<BatchItemPage> ItemsAsync(Guid id, BatchItemFilter filter, CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var items = Matching(db, id, filter);
        var rows = await items.OrderBy(i => i.Index).Skip(Math.Max(0, filter.Skip)).Take(BatchItemFilter.PageSize)
            .Select(i => new BatchItemRow(i.Index, i.EntityId, i.EntityType, i.Label, i.Result, i.Reason, i.ProcessedAt, i.Expected, i.ExpectedReason)).ToListAsync(cancel);
        return new(rows, await items.CountAsync(cancel));
    }

    /// <summary>How many rows have which result and why; of a dry run that waits, what it foresees.</summary>
    public async Task<IReadOnlyList<BatchReason>> ReasonsAsync(Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(id, cancel) is not { } batch)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var items = db.BatchItems.Where(i => i.BatchId == id);
        var groups = batch.StartedAt is null && batch.CheckedAt is not null
            ? items.GroupBy(i => new { Result = i.Expected ?? BatchResult.Pending, Reason = i.ExpectedReason })
            : items.GroupBy(i => new { i.Result, i.Reason });
        return [.. (await groups.Select(g => new { g.Key.Result, g.Key.Reason, Count = g.Count() }).ToListAsync(cancel))
            .OrderBy(g => g.Result).ThenByDescending(g => g.Count).Select(g => new BatchReason(g.Result, g.Reason, g.Count))];
    }

    /// <summary>The rows with one result, to select them again.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Guid id, BatchResult result, CancellationToken cancel = default)
    {
        if (!BatchPermissions.May(call.Role))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.BatchItems.Where(i => i.BatchId == id && i.Result == result).OrderBy(i => i.Index).Select(i => i.EntityId).ToListAsync(cancel);
    }

    private static IQueryable<BatchItem> Matching(MedDistDbContext db, Guid id, BatchItemFilter filter)
    {
        var items = db.BatchItems.Where(i => i.BatchId == id);
        items = filter.Result is { } result ? items.Where(i => i.Result == result || (i.Result == BatchResult.Pending && i.ProcessedAt == null && i.Expected == result)) : items;
        items = filter.Reason is { } reason ? items.Where(i => i.Reason == reason || (i.Reason == null && i.Result == BatchResult.Pending && i.ExpectedReason == reason)) : items;
        return filter.SurprisesOnly
            ? items.Where(i => i.Expected != null && i.Expected != i.Result && i.Result != BatchResult.Pending && i.Result != BatchResult.Cancelled)
            : items;
    }

    private static readonly Expression<Func<BatchOperation, BatchRow>> ToRow = b => new BatchRow
    {
        Id = b.Id,
        Kind = b.Kind,
        Title = b.Title,
        Status = b.Status,
        Total = b.Total,
        Processed = b.Processed,
        Changed = b.Changed,
        Skipped = b.Skipped,
        Failed = b.Failed,
        Cancelled = b.Cancelled,
        Surprises = b.Surprises,
        ExpectedChanges = b.ExpectedChanges,
        CreatedAt = b.CreatedAt,
        CheckedAt = b.CheckedAt,
        StartedAt = b.StartedAt,
        CompletedAt = b.CompletedAt,
        CreatedByUserId = b.CreatedByUserId,
        CreatedByName = b.CreatedByName,
        RunByUserId = b.RunByUserId,
        RunByName = b.RunByName,
        NeedsSecondPerson = b.NeedsSecondPerson,
        IsCancelling = b.CancelRequestedAt != null && b.CompletedAt == null,
        EndNote = b.EndNote,
        HasOutput = b.OutputFileKey != null,
        HasInput = b.InputFileKey != null,
        UndoneByBatchId = b.UndoneByBatchId,
    };
}
