using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>Makes, changes and merges payers. One stays active.</summary>
public sealed class PayerService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    /// <summary>Makes a payer. Fails where something is wrong with the entry, or the name is taken.</summary>
    public async Task<Result<Guid>> CreateAsync(PayerEntry entry, CancellationToken cancel = default)
    {
        var read = entry.Read();
        if (Refused() is not null || read.Value is not { } facts)
        {
            return Refused() ?? read.Failure!;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Payers.AnyAsync(p => p.Name == facts.Name && p.MergedIntoId == null, cancel))
        {
            return PayerFailures.NameTaken(facts.Name);
        }

        var made = new Payer { Name = facts.Name, Type = facts.Type };
        made.Change(facts);
        db.Add(made);
        return await db.TrySaveAsync(PayerFailures.Stale, cancel) is { Failure: { } failure } ? failure : made.Id;
    }

    /// <summary>Changes the facts of a payer. Policies keep what was entered with them.</summary>
    public async Task<Result> ChangeAsync(Guid id, PayerEntry entry, CancellationToken cancel = default)
    {
        var read = entry.Read();
        return read.Value is not { } facts ? Refused() ?? read.Failure! : await OnAsync(id, entry.SeenVersion, async (db, payer) =>
        {
            if (facts.Name != payer.Name && await db.Payers.AnyAsync(p => p.Name == facts.Name && p.Id != id && p.MergedIntoId == null, cancel))
            {
                return PayerFailures.NameTaken(facts.Name);
            }

            payer.Change(facts);
            return null;
        }, cancel);
    }

    /// <summary>Offers it no more where cover is entered. Policies that are there stay.</summary>
    public Task<Result> DeactivateAsync(Guid id, int seenVersion, CancellationToken cancel = default) => OnAsync(id, seenVersion, async (db, payer) =>
    {
        // Two who take the last but one away at once meet at the tenant's row, and one of them fails.
        db.Entry(await db.Tenants.SingleAsync(cancel)).Property(t => t.Settings).IsModified = true;
        if (!await db.Payers.AnyAsync(p => p.Id != id && p.IsActive, cancel))
        {
            return PayerFailures.Last;
        }

        payer.Deactivate();
        return null;
    }, cancel);

    public Task<Result> ReactivateAsync(Guid id, int seenVersion, CancellationToken cancel = default) => OnAsync(id, seenVersion, (_, payer) =>
    {
        payer.Reactivate();
        return Task.FromResult<Failure?>(null);
    }, cancel);

    /// <summary>
    /// Moves all policies of a payer to the one that it is, and puts it away; the other is found by its names from now on. Fails, and moves nothing, where another number of policies would move than the caller has seen. Returns how many moved.
    /// </summary>
    public async Task<Result<int>> MergeAsync(MergePayers merge, CancellationToken cancel = default)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        var both = await db.Payers.Where(p => p.Id == merge.FromId || p.Id == merge.IntoId).ToListAsync(cancel);
        if (both.Find(p => p.Id == merge.FromId) is not { } from || both.Find(p => p.Id == merge.IntoId) is not { } into)
        {
            return PayerFailures.NotFound;
        }

        if (from == into || !into.IsActive || from.MergedIntoId is not null)
        {
            return from.MergedIntoId is not null ? PayerFailures.Merged : PayerFailures.WithItself;
        }

        var (now, target) = (clock.GetUtcNow(), into.Id);
        var moved = await db.CoveragePolicies.Where(c => c.PayerId == merge.FromId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.PayerId, target).SetProperty(c => c.UpdatedAt, now).SetProperty(c => c.Version, c => c.Version + 1), cancel);
        if (moved != merge.SeenPolicies)
        {
            return PayerFailures.CountChanged(moved);
        }

        await db.Payers.Where(p => p.MergedIntoId == merge.FromId).ExecuteUpdateAsync(set => set.SetProperty(p => p.MergedIntoId, target), cancel);
        await db.DocumentTemplates.Where(t => t.EntityId == merge.FromId).ExecuteUpdateAsync(set => set.SetProperty(t => t.EntityId, target), cancel);
        from.MergeInto(into);
        db.ActivityLogs.Add(new ActivityLog
        {
            UserId = call.UserId,
            Action = "payer.merged",
            EntityType = nameof(Payer),
            EntityId = target,
            Changes = [new("Policies", $"{moved} of {from.Name}", into.Name)],
            IpAddress = call.IpAddress,
            CreatedAt = now,
        });
        db.Unannounced.Add(new Change(db.CurrentTenantId, nameof(CoveragePolicy), Guid.Empty));
        if (await db.TrySaveAsync(PayerFailures.Stale, cancel) is { Failure: { } stale })
        {
            return stale;
        }

        await all.CommitAsync(cancel);
        return moved;
    }

    private Failure? Refused() => PayerPermissions.MayManage(call.Role) && call.TenantId is not null ? null : PayerFailures.NotYours;

    private async Task<Result> OnAsync(Guid id, int? seenVersion, Func<MedDistDbContext, Payer, Task<Failure?>> change, CancellationToken cancel)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var payer = await db.Payers.FirstOrDefaultAsync(p => p.Id == id, cancel);
        if (payer is null || payer.Version != seenVersion || payer.MergedIntoId is not null)
        {
            return payer is null ? PayerFailures.NotFound : payer.MergedIntoId is not null ? PayerFailures.Merged : PayerFailures.Stale;
        }

        return await change(db, payer) is { } problem ? problem : await db.TrySaveAsync(PayerFailures.Stale, cancel);
    }
}
