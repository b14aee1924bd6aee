using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace MedDist.Core.Auditing;

/// <summary>How long the audit trail is kept (<c>Audit:RetentionYears</c>).</summary>
public sealed record AuditOptions(int RetentionYears)
{
    /// <summary>45 CFR 164.316(b)(2)(i): six years from the day it was made. The database itself refuses to delete anything younger.</summary>
    public const int LeastYears = 6;

    private const int MostYears = 100;

    public static AuditOptions From(IConfiguration configuration)
    {
        var text = configuration["Audit:RetentionYears"] ?? $"{LeastYears}";
        return int.TryParse(text, out var years) && years is >= LeastYears and <= MostYears
            ? new(years)
            : throw new SettingException($"Audit:RetentionYears is {text}. Write a whole number of years from {LeastYears} to {MostYears}: HIPAA wants six.");
    }
}

/// <summary>Takes away the beginning of each book once it is older than it has to be kept, whole blocks only, and leaves an anchor that the chain goes on from.</summary>
public sealed class AuditRetention(IDbContextFactory<MedDistDbContext> contexts, AuditSeals seals, AuditOptions options, TimeProvider clock)
{
    private const int BlocksAtOnce = 20;

    /// <summary>How many rows it has taken away.</summary>
    public async Task<int> TakeAwayAsync(CancellationToken cancel = default)
    {
        var until = clock.GetUtcNow().AddYears(-options.RetentionYears);
        var rows = 0;
        foreach (var book in Enum.GetValues<AuditBook>())
        {
            while (await TakeAwayAsync(book, until, cancel) is > 0 and var some)
            {
                rows += some;
            }
        }

        return rows;
    }

    private async Task<int> TakeAwayAsync(AuditBook book, DateTimeOffset until, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var first = await db.AuditBlocks.AsNoTracking().Where(b => b.Book == book).OrderBy(b => b.Number).Take(BlocksAtOnce).ToListAsync(cancel);
        var old = first.TakeWhile(b => b.Through < until).ToList();
        if (old.Count == 0)
        {
            return 0;
        }

        foreach (var block in old)
        {
            await DeleteRowsAsync(db, book, [.. AuditChain.Read(block.Entries).Select(e => e.Id)], cancel);
        }

        var numbers = old.Select(b => b.Number).ToList();
        await db.AuditBlocks.Where(b => b.Book == book && numbers.Contains(b.Number)).ExecuteDeleteAsync(cancel);
        var last = old[^1];
        db.Add(new AuditAnchor
        {
            TenantId = last.TenantId,
            Book = book,
            Number = last.Number,
            Through = last.Through,
            Rows = old.Sum(b => b.Rows),
            Hash = last.Hash,
            Seal = seals.Close(AuditChain.Sealed(last.TenantId, book, last.Number, last.Hash)),
            TakenAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return old.Sum(b => b.Rows);
    }

    private static Task<int> DeleteRowsAsync(MedDistDbContext db, AuditBook book, IReadOnlyList<Guid> ids, CancellationToken cancel) => book == AuditBook.Activity
        ? db.ActivityLogs.Where(l => ids.Contains(l.Id)).ExecuteDeleteAsync(cancel)
        : db.PhiAccessLogs.Where(l => ids.Contains(l.Id)).ExecuteDeleteAsync(cancel);
}
