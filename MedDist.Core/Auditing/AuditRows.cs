using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Auditing;

/// <summary>A row's id and moment.</summary>
internal sealed class AuditKey
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Reads the rows of either book for sealing and checking.</summary>
internal static class AuditRows
{
    public static IQueryable<AuditKey> AuditKeys(this MedDistDbContext db, AuditBook book) => book == AuditBook.Activity
        ? db.ActivityLogs.Select(l => new AuditKey { Id = l.Id, At = l.CreatedAt })
        : db.PhiAccessLogs.Select(l => new AuditKey { Id = l.Id, At = l.AccessedAt });

    /// <summary>The rows with these ids, in no order; those that are gone are left out.</summary>
    public static async Task<List<AuditRow>> AuditRowsAsync(this MedDistDbContext db, AuditBook book, IReadOnlyList<Guid> ids, CancellationToken cancel) => book == AuditBook.Activity
        ? [.. (await db.ActivityLogs.AsNoTracking().Where(l => ids.Contains(l.Id)).ToListAsync(cancel)).Select(Row)]
        : [.. (await db.PhiAccessLogs.AsNoTracking().Where(l => ids.Contains(l.Id)).ToListAsync(cancel)).Select(Row)];

    /// <summary>The rows of a stretch of time; without a beginning, from the first on.</summary>
    public static async Task<List<AuditRow>> AuditRowsAsync(this MedDistDbContext db, AuditBook book, DateTimeOffset? after, DateTimeOffset through, CancellationToken cancel)
    {
        if (book == AuditBook.Activity)
        {
            var logs = db.ActivityLogs.AsNoTracking().Where(l => l.CreatedAt <= through);
            return [.. (await (after is { } from ? logs.Where(l => l.CreatedAt > from) : logs).ToListAsync(cancel)).Select(Row)];
        }

        var looks = db.PhiAccessLogs.AsNoTracking().Where(l => l.AccessedAt <= through);
        return [.. (await (after is { } since ? looks.Where(l => l.AccessedAt > since) : looks).ToListAsync(cancel)).Select(Row)];
    }

    public static AuditRow Row(ActivityLog log) => new(log.Id, log.CreatedAt, AuditChain.HashOf(log));

    public static AuditRow Row(PhiAccessLog log) => new(log.Id, log.AccessedAt, AuditChain.HashOf(log));
}
