using System.Text.Json;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>
/// Writes the hashes that member ids are found by anew where they were made with an older key, as after its change. Which key a tenant has been gone through with is remembered, so that in other nights nothing is
/// read.
/// </summary>
public sealed class MemberKeyRehash(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Key of the tenant's <see cref="Setting"/> that holds by which key all its hashes were made.</summary>
    public const string SettingKey = "coverage.member_key";

    private const int ChunkSize = 500;

    /// <summary>Goes through all policies of the tenant, each chunk saved for itself, so that it can break off anywhere; returns how many were written anew.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        if (await IsDoneAsync(cancel))
        {
            return 0;
        }

        var (written, all, after) = (0, true, Guid.Empty);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var chunk = await db.CoveragePolicies.AsNoTracking().Where(p => p.Id.CompareTo(after) > 0 && p.PolicyNumber != null).OrderBy(p => p.Id).Take(ChunkSize)
                .Select(p => new { p.Id, p.PolicyNumber }).ToListAsync(cancel);
            if (chunk.Count == 0)
            {
                await (all ? RememberAsync(db, cancel) : Task.CompletedTask);
                return written;
            }

            var old = await OldAsync(db, chunk.Select(p => (p.Id, MemberId.KeyOf(p.PolicyNumber))).Where(p => p.Item2 is not null).ToDictionary(p => p.Id, p => p.Item2!), cancel);
            after = chunk[^1].Id;
            if (old.Count > 0)
            {
                var now = await WriteAsync(db, old, cancel);
                (written, all) = (written + now, all && now == old.Count);
            }
        }
    }

    private async Task<bool> IsDoneAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Mine(db).Select(s => s.Value).FirstOrDefaultAsync(cancel) == Fingerprint(db);
    }

    private async Task RememberAsync(MedDistDbContext db, CancellationToken cancel)
    {
        var known = await Mine(db).FirstOrDefaultAsync(cancel);
        if (known is null)
        {
            db.Add(known = new Setting { TenantId = call.TenantId, Scope = SettingScope.Tenant, Key = SettingKey, Value = "" });
        }

        known.Value = Fingerprint(db);
        await db.SaveChangesAsync(cancel);
    }

    private IQueryable<Setting> Mine(MedDistDbContext db) => db.Settings.Where(s => s.TenantId == call.TenantId && s.Scope == SettingScope.Tenant && s.Key == SettingKey);

    /// <summary>What tells one key from another, as JSON: the hash of a text that is no member id.</summary>
    private static string Fingerprint(MedDistDbContext db) =>
        JsonSerializer.Serialize(db.Model.FindEntityType(typeof(CoveragePolicy))!.FindProperty(nameof(CoveragePolicy.MemberKey))!.GetTypeMapping().Converter!.ConvertToProvider("by which key")!.ToString());

    /// <summary>Those whose stored hash is not the one that their number has now; the database compares, with the key of today.</summary>
    private static async Task<List<Guid>> OldAsync(MedDistDbContext db, Dictionary<Guid, string> keys, CancellationToken cancel)
    {
        var (ids, wanted) = (keys.Keys.ToList(), keys.Values.Distinct().ToList());
        var right = await db.CoveragePolicies.Where(p => ids.Contains(p.Id) && p.MemberKey != null && wanted.Contains(p.MemberKey)).Select(p => p.Id).ToListAsync(cancel);
        return [.. ids.Except(right)];
    }

    /// <summary>What somebody changes at the same moment is hashed anew by that.</summary>
    private static async Task<int> WriteAsync(MedDistDbContext db, List<Guid> ids, CancellationToken cancel)
    {
        foreach (var policy in await db.CoveragePolicies.Where(p => ids.Contains(p.Id)).ToListAsync(cancel))
        {
            db.Entry(policy).Property(p => p.MemberKey).IsModified = true;
        }

        return (await db.TrySaveAsync(CoverageFailures.Stale, cancel)).Succeeded ? ids.Count : 0;
    }
}
