using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Exports;

/// <summary>One line of the caller's exports.</summary>
public sealed record ExportRow(Guid Id, string Title, string Kind, ExportFormat Format, ExportState State, int Rows, string Address, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? DownloadedAt, bool HoldsPhi)
{
    /// <summary>Parts written and parts in all, while it is being written.</summary>
    public int Done { get; init; }

    public int Parts { get; init; }

    /// <summary>Its batch has ended without a file.</summary>
    public bool HasFailed { get; init; }

    public bool IsExpired(DateTimeOffset now) => State == ExportState.Deleted || (State is ExportState.Ready or ExportState.AtOnce && now >= ExpiresAt);
}

/// <summary>Reads the caller's own exports.</summary>
public sealed class ExportQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    public const int Most = 100;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<ExportRow>> ListAsync(CancellationToken cancel = default)
    {
        if (call.UserId is not { } me)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await (
            from e in db.Exports.AsNoTracking()
            where e.UserId == me
            join b in db.BatchOperations on e.BatchId equals b.Id into batches
            from b in batches.DefaultIfEmpty()
            orderby e.CreatedAt descending, e.Id descending
            select new
            {
                Row = new ExportRow(e.Id, e.Title, e.Kind, e.Format, e.State, e.Rows, e.Address, e.CreatedAt, e.ExpiresAt, e.DownloadedAt, e.HoldsPhi),
                Done = (int?)b.Processed,
                Total = (int?)b.Total,
                HasEnded = b != null && (b.Status == BatchStatus.Completed || b.Status == BatchStatus.Cancelled || b.Status == BatchStatus.Stopped),
            }).Take(Most).ToListAsync(cancel);
        return [.. rows.Select(r => r.Row with { Done = r.Done ?? 0, Parts = r.Total ?? 0, HasFailed = r.Row.State == ExportState.Writing && r.HasEnded })];
    }
}
