using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Writes single cases. Many at once go through the batch engine (<see cref="Bulk.UpdateVerifications"/>), by the same rules.</summary>
public sealed class VerificationService(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TimeProvider clock)
{
    /// <summary>
    /// Writes what an answer or the coordinator says; the orders it concerns are judged anew in the same transaction. Fails as not yours, not found, stale (<paramref name="version"/> is older than what is
    /// saved) or as <see cref="VerificationChanges"/> says.
    /// </summary>
    public async Task<Result> ChangeAsync(Guid id, int version, VerificationChange change, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return VerificationFailures.NotYours;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleVerifications().Include(v => v.Periods).FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } theCase)
        {
            return VerificationFailures.NotFound;
        }

        if (theCase.Version != version)
        {
            return VerificationFailures.Stale;
        }

        var (now, today) = await NowAsync(db, cancel);
        var key = new VerificationKey(theCase.RecipientId, theCase.ManufacturerId, theCase.Type);
        var terms = (await VerificationTermsReader.ForAsync(db, [key], today, cancel))[key];
        var applied = VerificationChanges.Apply(theCase, change, terms, call, today, now);
        return applied is { Succeeded: true, Value: false } ? Result.Ok : applied.Succeeded ? await SaveAsync(db, theCase, cancel) : applied.Failure;
    }

    /// <summary>Opens a case as pending, or gives the one that is open. Fails as not yours, or when the recipient or manufacturer is not found.</summary>
    public async Task<Result<Guid>> OpenAsync(OpenVerification open, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return VerificationFailures.NotYours;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.VisibleRecipients().AnyAsync(r => r.Id == open.RecipientId, cancel) || !await db.Manufacturers.AnyAsync(m => m.Id == open.ManufacturerId, cancel))
        {
            return VerificationFailures.PartyNotFound;
        }

        var theCase = new Verification { RecipientId = open.RecipientId, ManufacturerId = open.ManufacturerId, Type = open.Type };
        db.Add(theCase);
        return await SaveAsync(db, theCase, cancel) is { Succeeded: true } ? theCase.Id
            : await db.Verifications.Where(v => v.IsOpen && v.RecipientId == open.RecipientId && v.ManufacturerId == open.ManufacturerId && v.Type == open.Type).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(cancel) is { } known
                ? known
                : VerificationFailures.Stale;
    }

    /// <summary>Puts a case back as it stood before the change that left it at <paramref name="version"/>. Fails as not yours, not found, or changed since.</summary>
    public async Task<Result> RestoreAsync(Guid id, int version, VerificationSnapshot before, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role))
        {
            return VerificationFailures.NotYours;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.VisibleVerifications().Include(v => v.Periods).FirstOrDefaultAsync(v => v.Id == id, cancel) is not { } theCase)
        {
            return VerificationFailures.NotFound;
        }

        if (theCase.Version != version)
        {
            return VerificationFailures.ChangedSince;
        }

        db.RemoveRange(theCase.Restore(before));
        return await SaveAsync(db, theCase, cancel);
    }

    private async Task<(DateTimeOffset Now, DateOnly Today)> NowAsync(MedDistDbContext db, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (now, DayCount.DayOf(now, (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone));
    }

    private async Task<Result> SaveAsync(MedDistDbContext db, Verification theCase, CancellationToken cancel)
    {
        await using var all = await db.Database.BeginTransactionAsync(cancel);
        if (await db.TrySaveAsync(VerificationFailures.Stale, cancel) is { Succeeded: false } refused)
        {
            await all.RollbackAsync(cancel);
            return refused;
        }

        if (await VerificationOrders.RefreshAsync(db, facts, [(theCase.RecipientId, theCase.ManufacturerId)], cancel) && await db.TrySaveAsync(VerificationFailures.Stale, cancel) is { Succeeded: false } late)
        {
            await all.RollbackAsync(cancel);
            return late;
        }

        await all.CommitAsync(cancel);
        return Result.Ok;
    }
}
