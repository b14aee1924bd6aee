using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Shipping;

/// <summary>A carrier whose events reach us, or could.</summary>
public sealed record CarrierConnectionRow(string Carrier, bool IsActive, bool IsSimulated, bool HasSecret, DateTimeOffset? SecretMadeAt);

/// <summary>Which carriers' events reach this tenant, and the secrets their calls are signed with.</summary>
public sealed class CarrierConnections(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    public async Task<IReadOnlyList<CarrierConnectionRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = await db.CarrierConnections.AsNoTracking().ToDictionaryAsync(c => c.Carrier, cancel);
        return [.. Carriers.All.Except([Carriers.Other]).Select(c => known.GetValueOrDefault(c) is { } row
            ? new CarrierConnectionRow(c, row.IsActive, row.IsSimulated, row.Secret is not null, row.SecretMadeAt)
            : new CarrierConnectionRow(c, false, false, false, null))];
    }

    /// <summary>Makes a new secret for a carrier's calls and returns it; the one before ends at once. It is shown this one time.</summary>
    public async Task<Result<string>> RotateAsync(string carrier, CancellationToken cancel = default)
    {
        if (!ShippingPermissions.MayRecord(call.Role))
        {
            return ShippingFailures.NotRecording;
        }

        if (Carriers.Find(carrier) is not { } known || known == Carriers.Other)
        {
            return new Failure.NotFound("carrier");
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var connection = await db.CarrierConnections.FirstOrDefaultAsync(c => c.Carrier == known, cancel);
        if (connection is null)
        {
            db.Add(connection = new CarrierConnection { Carrier = known });
        }

        var secret = CarrierSignature.NewSecret();
        connection.Rotate(secret, clock.GetUtcNow());
        return await db.TrySaveAsync(ShippingFailures.Stale, cancel) is { Failure: { } stale } ? stale : secret;
    }

    /// <summary>Nobody may call for this carrier any more, and a missing scan of it says nothing.</summary>
    public async Task<Result> StopAsync(string carrier, CancellationToken cancel = default)
    {
        if (!ShippingPermissions.MayRecord(call.Role))
        {
            return ShippingFailures.NotRecording;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.CarrierConnections.FirstOrDefaultAsync(c => c.Carrier == carrier, cancel) is { } connection)
        {
            connection.Stop();
        }

        return await db.TrySaveAsync(ShippingFailures.Stale, cancel);
    }

    /// <summary>The secret that a call of the carrier must be signed with; null where none may call.</summary>
    public async Task<string?> SecretAsync(string carrier, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await db.CarrierConnections.AsNoTracking().FirstOrDefaultAsync(c => c.Carrier == carrier && c.IsActive, cancel))?.Secret;
    }
}
