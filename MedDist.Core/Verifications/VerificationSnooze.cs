using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>A renewal that the planner leaves out until a day, because somebody said so.</summary>
public sealed class VerificationSnooze : TenantEntity
{
    public const int ReasonLength = 500;

    public required Guid RecipientId { get; init; }

    public required Guid ManufacturerId { get; init; }

    public required VerificationType Type { get; init; }

    /// <summary>The first day on which it is proposed again.</summary>
    public DateOnly Until { get; private set; }

    public string Reason { get; private set; } = "";

    public string ByName { get; private set; } = "";

    public VerificationKey Key => new(RecipientId, ManufacturerId, Type);

    public void Set(DateOnly until, string reason, string byName) => (Until, Reason, ByName) = (until, reason, byName);
}

/// <summary>Leaves renewals out of the plan for a while, with a reason.</summary>
public sealed class VerificationSnoozes(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, Tenancy.TenantDirectory tenants, TimeProvider clock)
{
    /// <summary>Longer than this is no snooze.</summary>
    public const int MostDays = 90;

    public async Task<Result> SnoozeAsync(VerificationKey key, DateOnly until, string? reason, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayAsk(call.Role))
        {
            return VerificationFailures.NotYourRole;
        }

        var today = DayCount.DayOf(clock.GetUtcNow(), (await tenants.FindAsync(call.TenantId!.Value, cancel))!.Zone);
        if (until <= today || until > today.AddDays(MostDays))
        {
            return VerificationFailures.SnoozeDay;
        }

        if (reason?.Trim() is not { Length: > 0 and <= VerificationSnooze.ReasonLength } words)
        {
            return VerificationFailures.SnoozeReason;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Recipients.AnyAsync(r => r.Id == key.RecipientId, cancel) || !await db.Manufacturers.AnyAsync(m => m.Id == key.ManufacturerId, cancel))
        {
            return VerificationFailures.PartyNotFound;
        }

        var known = await FindAsync(db, key, cancel);
        if (known is null)
        {
            known = new VerificationSnooze { RecipientId = key.RecipientId, ManufacturerId = key.ManufacturerId, Type = key.Type };
            db.Add(known);
        }

        known.Set(until, words, call.UserName);
        return await db.TrySaveAsync(VerificationFailures.Stale, cancel);
    }

    /// <summary>Proposes it again from now on.</summary>
    public async Task<Result> WakeAsync(VerificationKey key, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayAsk(call.Role))
        {
            return VerificationFailures.NotYourRole;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db, key, cancel) is { } known)
        {
            db.Remove(known);
            return await db.TrySaveAsync(VerificationFailures.Stale, cancel);
        }

        return Result.Ok;
    }

    private static Task<VerificationSnooze?> FindAsync(MedDistDbContext db, VerificationKey key, CancellationToken cancel) =>
        db.VerificationSnoozes.FirstOrDefaultAsync(s => s.RecipientId == key.RecipientId && s.ManufacturerId == key.ManufacturerId && s.Type == key.Type, cancel);
}
