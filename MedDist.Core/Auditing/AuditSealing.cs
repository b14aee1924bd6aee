using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MedDist.Core.Auditing;

/// <summary>
/// Seals the rows that were written since it last ran, block by block. Writing a row knows nothing of the chain, so that no save waits for another. Once more it finds nothing to do; of two nodes at
/// once the database refuses one.
/// </summary>
public sealed partial class AuditSealing(IDbContextFactory<MedDistDbContext> contexts, AuditSeals seals, TimeProvider clock, ILogger<AuditSealing> log)
{
    /// <summary>
    /// How much older than the newest sealed row a row may be that is sealed after it: a save takes its moment before it commits, and nodes' clocks differ. What is older and in no block was put in later.
    /// </summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);

    /// <summary>Rows of a block: one query, and few enough that a finding is near.</summary>
    public const int BlockSize = 1000;

    private const int MostRowsOfARun = 100_000;

    private static readonly Failure Taken = new Failure.Stale("chain");

    /// <summary>How many rows it has sealed.</summary>
    public async Task<int> SealAsync(CancellationToken cancel = default)
    {
        var rows = 0;
        foreach (var book in Enum.GetValues<AuditBook>())
        {
            rows += await SealAsync(book, cancel);
        }

        return rows;
    }

    private async Task<int> SealAsync(AuditBook book, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var last = await LastAsync(db, book, cancel);
        var fresh = await FreshAsync(db, book, last?.Through - LookBack, cancel);
        foreach (var ids in fresh.Chunk(BlockSize))
        {
            last = await BlockAsync(db, book, last, ids, cancel);
            db.ChangeTracker.Clear();
            db.Add(last);
            if (!(await db.TrySaveAsync(Taken, cancel)).Succeeded)
            {
                // Another node is at it.
                return 0;
            }
        }

        if (fresh.Count > 0)
        {
            Sealed(log, book, last!.TenantId, last.Number, last.Hash);
        }

        return fresh.Count;
    }

    /// <summary>The end of the chain: its last block, or the anchor as one; null where nothing is sealed yet.</summary>
    private static async Task<AuditBlock?> LastAsync(MedDistDbContext db, AuditBook book, CancellationToken cancel)
    {
        if (await db.AuditBlocks.AsNoTracking().Where(b => b.Book == book).OrderByDescending(b => b.Number).FirstOrDefaultAsync(cancel) is { } block)
        {
            return block;
        }

        return await db.AuditAnchors.AsNoTracking().Where(a => a.Book == book).OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancel) is { } anchor
            ? new() { TenantId = anchor.TenantId, Book = book, Number = anchor.Number, Through = anchor.Through, Rows = 0, Entries = [], PreviousHash = "", Hash = anchor.Hash, Seal = anchor.Seal, SealedAt = anchor.TakenAt }
            : null;
    }

    /// <summary>Ids of rows that are in no block yet, oldest first.</summary>
    private static async Task<IReadOnlyList<Guid>> FreshAsync(MedDistDbContext db, AuditBook book, DateTimeOffset? from, CancellationToken cancel)
    {
        HashSet<Guid> known = [];
        var keys = db.AuditKeys(book);
        if (from is { } since)
        {
            keys = keys.Where(k => k.At > since);
            var near = await db.AuditBlocks.AsNoTracking().Where(b => b.Book == book && b.Through > since).Select(b => b.Entries).ToListAsync(cancel);
            known = [.. near.SelectMany(AuditChain.Read).Select(e => e.Id)];
        }

        var ids = await keys.OrderBy(k => k.At).ThenBy(k => k.Id).Select(k => k.Id).Take(known.Count + MostRowsOfARun).ToListAsync(cancel);
        return [.. ids.Where(id => !known.Contains(id))];
    }

    private async Task<AuditBlock> BlockAsync(MedDistDbContext db, AuditBook book, AuditBlock? last, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var tenant = db.CurrentTenantId;
        var found = (await db.AuditRowsAsync(book, ids, cancel)).ToDictionary(r => r.Id);
        var rows = ids.Where(found.ContainsKey).Select(id => found[id]).ToList();
        var newest = rows.Max(r => r.At);
        var through = last is not null && last.Through > newest ? last.Through : newest;
        var (number, previous, entries) = ((last?.Number ?? 0) + 1, last?.Hash ?? "", AuditChain.Entries(rows));
        // As every database keeps it: to the microsecond.
        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var hash = AuditChain.HashOf(tenant, book, number, previous, through, now, entries);
        return new()
        {
            TenantId = tenant,
            Book = book,
            Number = number,
            Through = through,
            Rows = rows.Count,
            Entries = entries,
            PreviousHash = previous,
            Hash = hash,
            Seal = seals.Close(AuditChain.Sealed(tenant, book, number, hash)),
            SealedAt = now,
        };
    }

    // The log file lies outside the database: who cuts off the end of a chain there has not cut it off here.
    [LoggerMessage(LogLevel.Information, "Audit book {Book} of tenant {TenantId} is sealed through block {Number}, hash {Hash}")]
    private static partial void Sealed(ILogger logger, AuditBook book, Guid tenantId, int number, string hash);
}
