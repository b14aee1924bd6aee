using System.Collections.Concurrent;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tenancy;

/// <summary>What must be known of a tenant before anything of it is read.</summary>
public sealed record TenantCard(Guid Id, string Name, string Subdomain, TenantSettings Settings, bool IsActive)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Settings.TimeZone);
}

/// <summary>The tenants of the installation by id and by subdomain, at most half a minute old. Holds no tenant-owned rows.</summary>
public sealed class TenantDirectory(ContextFor contexts, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (TenantCard? Card, DateTimeOffset At)> known = new();

    public Task<TenantCard?> FindAsync(string subdomain, CancellationToken cancel = default) =>
        ReadAsync(subdomain, tenants => tenants.Where(t => t.Subdomain == subdomain), cancel);

    public Task<TenantCard?> FindAsync(Guid id, CancellationToken cancel = default) => ReadAsync(id.ToString(), tenants => tenants.Where(t => t.Id == id), cancel);

    /// <summary>All tenants, straight from the database.</summary>
    public async Task<IReadOnlyList<TenantCard>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = contexts(new BeforeTenantCall());
        return [.. (await db.Tenants.AsNoTracking().OrderBy(t => t.Name).ToListAsync(cancel)).Select(Card)];
    }

    /// <summary>Reads this tenant anew when it is asked for next, because its settings changed.</summary>
    public void Forget(Guid id)
    {
        foreach (var (key, entry) in known.Where(k => k.Value.Card?.Id == id))
        {
            known.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    private async Task<TenantCard?> ReadAsync(string key, Func<IQueryable<Tenant>, IQueryable<Tenant>> which, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var entry) && now - entry.At < Freshness && entry.Card is not null)
        {
            return entry.Card;
        }

        await using var db = contexts(new BeforeTenantCall());
        var card = await which(db.Tenants.AsNoTracking()).FirstOrDefaultAsync(cancel) is { } tenant ? Card(tenant) : null;
        known[key] = (card, now);
        return card;
    }

    private static TenantCard Card(Tenant tenant) => new(tenant.Id, tenant.Name, tenant.Subdomain, tenant.Settings, tenant.IsActive);
}
