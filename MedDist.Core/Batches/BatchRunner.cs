using MedDist.Core.Documents;
using MedDist.Core.Documents.Spreadsheets;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Batches;

/// <summary>Works off the batches of a tenant: claims one with a lease, does its chunks as the user who started it, and closes it. A batch that a crash interrupted is taken up when its lease is over.</summary>
public sealed class BatchRunner(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, BatchActions actions, AssignmentQueries users, TenantRunner tenants, TenantDirectory directory, DocumentFiles files, TimeProvider clock)
{
    // So that a long batch keeps neither the other batches of the tenant nor the other tenants waiting.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pass = TimeSpan.FromSeconds(8);

    private const int Errors = 100;
    private const int Candidates = 20;

    /// <summary>Works until nothing is due or the pass is over; returns how many batches had a turn. Called again, it goes on where it was.</summary>
    public async Task<int> RunDueAsync(CancellationToken cancel = default)
    {
        var until = clock.GetUtcNow() + Pass;
        var turns = 0;
        while (clock.GetUtcNow() < until && await ClaimAsync(cancel) is { } claim)
        {
            await RunTurnAsync(claim, clock.GetUtcNow() + Turn, cancel);
            turns++;
        }

        return turns;
    }

    /// <summary>Takes the batch that has waited longest; null when none is due.</summary>
    private async Task<Claim?> ClaimAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.BatchOperations
            .Where(b => (b.Status == BatchStatus.Waiting || b.Status == BatchStatus.Running) && (b.LeasedUntil == null || b.LeasedUntil < now))
            .OrderBy(b => b.UpdatedAt).Take(Candidates).Select(b => b.Id).ToListAsync(cancel);
        foreach (var id in due)
        {
            var batch = await db.BatchOperations.FirstAsync(b => b.Id == id, cancel);
            if (batch.HasEnded || batch.LeasedUntil >= now)
            {
                continue;
            }

            var lease = Guid.CreateVersion7();
            batch.Claim(lease, BatchWorker.Lease, now);
            if ((await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded)
            {
                return new(id, lease, batch.Kind, batch.RunByUserId);
            }
        }

        return null;
    }

    private async Task RunTurnAsync(Claim claim, DateTimeOffset until, CancellationToken cancel)
    {
        do
        {
            // Asked before each chunk: a batch outlives a change of roles.
            var who = claim.UserId is { } user ? await users.CallOfAsync(call.TenantId!.Value, user, cancel) : null;
            var action = actions.Find(claim.Kind);
            if (who is null || action is null || !BatchActions.MayRun(action, who.Role))
            {
                await UpdateAsync(claim, b => b.Stop(action is null ? BatchFailures.UnknownKind : BatchFailures.RightLost, clock.GetUtcNow()), cancel);
                break;
            }

            if (!await tenants.AsAsync(who, services => services.GetRequiredService<BatchWorker>().StepAsync(claim.BatchId, claim.Lease, cancel)))
            {
                break;
            }
        }
        while (clock.GetUtcNow() < until);

        await EndOrReleaseAsync(claim, cancel);
    }

    /// <summary>Closes a batch that is done or is to end; otherwise gives way to others.</summary>
    private async Task EndOrReleaseAsync(Claim claim, CancellationToken cancel)
    {
        if (await FindAsync(claim, cancel) is not { } batch)
        {
            return;
        }

        if (batch.CancelRequestedAt is not null)
        {
            while (await tenants.AsAsync(call, services => services.GetRequiredService<BatchWorker>().CloseAsync(claim.BatchId, claim.Lease, cancel)))
            {
                // Until every row has its result.
            }
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.BatchItems.AnyAsync(i => i.BatchId == claim.BatchId && i.Result == BatchResult.Pending, cancel))
        {
            await UpdateAsync(claim, b => b.Release(), cancel);
            return;
        }

        await EndAsync(claim, cancel);
    }

    private async Task EndAsync(Claim claim, CancellationToken cancel)
    {
        if (await FindAsync(claim, cancel) is not { } batch)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var items = await db.BatchItems.AsNoTracking().Where(i => i.BatchId == claim.BatchId).OrderBy(i => i.Index).ToListAsync(cancel);
        var workbook = BatchOutput.Workbook(batch, items, (await directory.FindAsync(batch.TenantId, cancel))!, clock.GetUtcNow());
        var (key, _) = await files.SaveAsync(batch.TenantId, batch.Id, BatchOutput.FileName(batch), XlsxFile.ContentType, workbook, cancel);
        var errors = items.Where(i => i.Result == BatchResult.Failed).Take(Errors).Select(i => new BatchError(i.Index, i.Label, i.Reason ?? "")).ToList();
        await UpdateAsync(claim, b => b.End(key, errors, clock.GetUtcNow()), cancel, tell: true);
    }

    private async Task<BatchOperation?> FindAsync(Claim claim, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.BatchOperations.AsNoTracking().FirstOrDefaultAsync(b => b.Id == claim.BatchId && b.LeaseId == claim.Lease, cancel);
    }

    /// <summary>Changes the head while the lease holds; a cancel that comes between is read and kept.</summary>
    private async Task UpdateAsync(Claim claim, Action<BatchOperation> change, CancellationToken cancel, bool tell = false)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (await db.BatchOperations.FirstOrDefaultAsync(b => b.Id == claim.BatchId && b.LeaseId == claim.Lease, cancel) is not { } batch)
            {
                return;
            }

            change(batch);
            if (tell)
            {
                Tell(db, batch);
            }

            if ((await db.TrySaveAsync(BatchFailures.Stale, cancel)).Succeeded)
            {
                return;
            }
        }
    }

    /// <summary>Whoever ran it hears that it has ended, wherever they are by now.</summary>
    private void Tell(MedDistDbContext db, BatchOperation batch)
    {
        if (batch.RunByUserId is { } user && actions.Find(batch.Kind)?.Told(batch) is { } note)
        {
            db.Notify(user, note.Type, note.Title, note.Message, note.Link);
        }
        else if (batch.RunByUserId is { } runner)
        {
            db.Notify(runner, "batch.ended", $"{batch.Title}: {batch.Status.Label().ToLowerInvariant()}", BatchWords.Summary(batch.Changed, batch.Skipped, batch.Failed, batch.Cancelled), $"/batches/{batch.Id}");
        }
    }

    private sealed record Claim(Guid BatchId, Guid Lease, string Kind, Guid? UserId);
}
