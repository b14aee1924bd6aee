using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Coverage;

/// <summary>Writes the hashes that member ids are found by anew where they were made with an older key, as after its change. Doing it again changes nothing.</summary>
public sealed class MemberKeyRehash(IDbContextFactory<MedDistDbContext> contexts)
{
    private const int ChunkSize = 500;

    /// <summary>Goes through all policies of the tenant, each chunk saved for itself, so that it can break off anywhere; returns how many were written anew.</summary>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var (written, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var chunk = await db.CoveragePolicies.AsNoTracking().Where(p => p.Id.CompareTo(after) > 0 && p.PolicyNumber != null).OrderBy(p => p.Id).Take(ChunkSize)
                .Select(p => new { p.Id, p.PolicyNumber }).ToListAsync(cancel);
            if (chunk.Count == 0)
            {
                return written;
            }

            var old = await OldAsync(db, chunk.Select(p => (p.Id, MemberId.KeyOf(p.PolicyNumber))).Where(p => p.Item2 is not null).ToDictionary(p => p.Id, p => p.Item2!), cancel);
            after = chunk[^1].Id;
            if (old.Count > 0)
            {
                written += await WriteAsync(db, old, cancel);
            }
        }
    }

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
