using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Metrics;

/// <summary>What a run did: how many days it counted, and how many snapshots are new, others or gone.</summary>
public sealed record MetricRun(int Days, int Changed);

/// <summary>Keeps the snapshots of the caller's tenant: counts today, the days that are missing, and those that what was saved since the last run touches. A second run changes nothing.</summary>
public sealed class MetricSnapshots(IDbContextFactory<MedDistDbContext> contexts, TimeProvider clock)
{
    /// <summary>How far back days are filled, up to two years.</summary>
    public const int HistoryDays = 731;

    /// <summary>Days that are counted in one pass, so that memory does not grow with the history.</summary>
    private const int WindowDays = 92;

    // A save that was under way when the last run began shows its rows later than their stamp.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly IMetricReader[] Readers = [new OrderMetricsReader(), new VerificationMetricsReader(), new FormMetricsReader()];

    /// <summary>Brings the snapshots up to date. One run at a time in a tenant, which the job runner sees to.</summary>
    public async Task<MetricRun> RefreshAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await RefreshAsync(db, clock.GetUtcNow(), cancel);
    }

    /// <summary>The same on a context at hand.</summary>
    public static async Task<MetricRun> RefreshAsync(MedDistDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        var today = DayCount.DayOf(now, zone);
        var since = await db.MetricProgress.AsNoTracking().Select(p => (DateTimeOffset?)p.ReadAt).FirstOrDefaultAsync(cancel) - Overlap;
        var first = await FirstDayAsync(db, today, zone, cancel);
        var missing = await MissingAsync(db, first, since is { } s ? DayCount.DayOf(s, zone) : today, today, cancel);
        HashSet<DateOnly> counted = [];
        var changed = 0;
        foreach (var reader in Readers)
        {
            IEnumerable<DateOnly> touched = since is { } at ? await reader.TouchedAsync(db, at, today, zone, cancel) : [];
            foreach (var window in MetricWindow.Covering(missing.Concat(touched).Where(d => d >= first && d <= today), zone, WindowDays))
            {
                changed += await StoreAsync(db, reader, window, cancel);
                counted.UnionWith(Enumerable.Range(0, window.Length).Select(window.DayAt));
            }
        }

        await AdvanceAsync(db, now, cancel);
        return new(counted.Count, changed);
    }

    /// <summary>What the database shows of these days now, without storing it.</summary>
    public static async Task<IReadOnlyDictionary<MetricKey, MetricValues>> CountAsync(MedDistDbContext db, MetricType type, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var zone = (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
        return await Readers.First(r => r.Type == type).ReadAsync(db, new(from, to, zone), cancel);
    }

    /// <summary>The day of the first order, as far back as days are filled; today where there is none.</summary>
    private static async Task<DateOnly> FirstDayAsync(MedDistDbContext db, DateOnly today, TimeZoneInfo zone, CancellationToken cancel)
    {
        var oldest = today.AddDays(1 - HistoryDays);
        var first = await db.Orders.MinAsync(o => o.ReceivedAt, cancel) is { } at ? DayCount.DayOf(at, zone) : today;
        return first > today ? today : first < oldest ? oldest : first;
    }

    /// <summary>Days without a snapshot, and all since the last run, whose numbers were those so far.</summary>
    private static async Task<List<DateOnly>> MissingAsync(MedDistDbContext db, DateOnly first, DateOnly lastRun, DateOnly today, CancellationToken cancel)
    {
        var stored = await db.MetricSnapshots.Where(s => s.Type == MetricType.Orders && s.Dimension == MetricDimension.None && s.Day >= first).Select(s => s.Day).ToListAsync(cancel);
        var known = stored.Where(d => d < lastRun && d < today).ToHashSet();
        return [.. Enumerable.Range(0, today.DayNumber - first.DayNumber + 1).Select(first.AddDays).Where(d => !known.Contains(d))];
    }

    private static async Task<int> StoreAsync(MedDistDbContext db, IMetricReader reader, MetricWindow window, CancellationToken cancel)
    {
        var found = await reader.ReadAsync(db, window, cancel);
        var (first, last, changed) = (window.First, window.Last, 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var stored in await db.MetricSnapshots.Where(s => s.Type == reader.Type && s.Day >= first && s.Day <= last).ToListAsync(cancel))
        {
            if (!found.Remove(stored.Key, out var values))
            {
                db.Remove(stored);
                changed++;
            }
            else if (stored.Take(values))
            {
                changed++;
            }
        }

        db.AddRange(found.Select(f => Row(reader.Type, f.Key, f.Value)));
        db.InsertsInBulk = true;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.InsertsInBulk = false;
        db.ChangeTracker.Clear();
        return changed + found.Count;
    }

    private static MetricSnapshot Row(MetricType type, MetricKey key, MetricValues values)
    {
        var row = new MetricSnapshot { Type = type, Day = key.Day, Dimension = key.Dimension, DimensionId = key.DimensionId };
        row.Take(values);
        return row;
    }

    private static async Task AdvanceAsync(MedDistDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var progress = await db.MetricProgress.FirstOrDefaultAsync(cancel) ?? db.MetricProgress.Add(new()).Entity;
        progress.Advance(now);
        await db.SaveChangesAsync(cancel);
    }
}
