using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>What learning the scores again has changed.</summary>
public sealed record ScoresLearned(int Manufacturers, int Orders);

/// <summary>What one period shows of one manufacturer.</summary>
public sealed record ScoreFinding(Guid ManufacturerId, int PeriodDays, ScoreFindings Found);

/// <summary>Learns manufacturers' scores, and reads them.</summary>
public sealed class ManufacturerScores(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderFactService facts, TimeProvider clock)
{
    /// <summary>
    /// Learns the scores of all manufacturers anew, and in the same transaction the send-by times of the orders that depend on them. Nothing changes the second time.
    /// Done each night by the system, and on demand by who may triage.
    /// </summary>
    public async Task<Result<ScoresLearned>> LearnAsync(CancellationToken cancel = default)
    {
        if (call.Role is not null && !OrderPermissions.MayTriage(call.Role))
        {
            return ManufacturerFailures.NotLearning;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var found = await FindAsync(db, clock.GetUtcNow(), cancel);
        var changed = await LearnAsync(db, found, clock.GetUtcNow(), cancel);
        if (await db.TrySaveAsync(ManufacturerFailures.LearnedMeanwhile, cancel) is { Failure: { } stale })
        {
            return stale;
        }

        var orders = changed.Count == 0 ? 0 : await facts.RefreshOpenAsync(db, o => o.ManufacturerId != null && changed.Contains(o.ManufacturerId.Value), cancel);
        await transaction.CommitAsync(cancel);
        return new ScoresLearned(found.DistinctBy(f => f.ManufacturerId).Count(), orders);
    }

    /// <summary>All manufacturers with their scores of that period, by name; null where nothing has been learned yet.</summary>
    public async Task<IReadOnlyList<ManufacturerScoreRow>> ListAsync(int periodDays, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await RowsAsync(db, db.Manufacturers, periodDays, cancel);
    }

    /// <summary>One manufacturer with its score of that period; null when there is no such manufacturer.</summary>
    public async Task<ManufacturerScoreRow?> FindAsync(Guid manufacturerId, int periodDays, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await RowsAsync(db, db.Manufacturers.Where(m => m.Id == manufacturerId), periodDays, cancel) is [var row] ? row : null;
    }

    /// <summary>What the database shows of each manufacturer and period now.</summary>
    public static async Task<IReadOnlyList<ScoreFinding>> FindAsync(MedDistDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var scoring = new ManufacturerScoring(tenant.Settings.Calendar.Business(), tenant.Zone, DayCount.DayOf(now, tenant.Zone));
        var events = new ScoreEventReader(db, now.AddDays(-ManufacturerScore.Periods.Max() - 1));
        List<ScoreFinding> found = [];
        foreach (var manufacturer in await db.Manufacturers.OrderBy(m => m.Name).Select(m => m.Id).ToListAsync(cancel))
        {
            var happened = await events.ReadAsync(manufacturer, cancel);
            found.AddRange(ManufacturerScore.Periods.Select(days => new ScoreFinding(manufacturer, days, scoring.Score(happened, days))));
        }

        return found;
    }

    /// <summary>Takes the findings over into the stored scores; tells whose IVR turnaround changed.</summary>
    private static async Task<List<Guid>> LearnAsync(MedDistDbContext db, IReadOnlyList<ScoreFinding> found, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.ManufacturerScores.ToDictionaryAsync(s => (s.ManufacturerId, s.PeriodDays), cancel);
        List<Guid> changed = [];
        foreach (var finding in found)
        {
            var score = known.GetValueOrDefault((finding.ManufacturerId, finding.PeriodDays))
                ?? db.ManufacturerScores.Add(new() { ManufacturerId = finding.ManufacturerId, PeriodDays = finding.PeriodDays }).Entity;
            if (finding.PeriodDays == ManufacturerScore.ClockDays && finding.Found.Ivr != score.Ivr)
            {
                changed.Add(finding.ManufacturerId);
            }

            score.Learn(finding.Found, now);
        }

        return changed;
    }

    private static async Task<IReadOnlyList<ManufacturerScoreRow>> RowsAsync(MedDistDbContext db, IQueryable<Manufacturer> which, int periodDays, CancellationToken cancel)
    {
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        var names = await which.OrderBy(m => m.Name).Select(m => new { m.Id, m.Name }).ToListAsync(cancel);
        var ids = names.ConvertAll(m => m.Id);
        var scores = await db.ManufacturerScores.AsNoTracking().Where(s => ids.Contains(s.ManufacturerId) && (s.PeriodDays == periodDays || s.PeriodDays == ManufacturerScore.ClockDays)).ToListAsync(cancel);
        var open = await db.Orders.Where(o => o.ManufacturerId != null && ids.Contains(o.ManufacturerId.Value) && (o.Section == QueueSection.WithManufacturer || o.Status == OrderStatus.RejectedByManufacturer))
            .GroupBy(o => new { o.ManufacturerId, o.Section }).Select(g => new { g.Key.ManufacturerId, g.Key.Section, Orders = g.Count() }).ToListAsync(cancel);
        return
        [
            .. names.Select(m => new ManufacturerScoreRow(
                m.Id, m.Name, scores.Find(s => s.ManufacturerId == m.Id && s.PeriodDays == periodDays),
                IvrTurnaround.From(scores.Find(s => s.ManufacturerId == m.Id && s.PeriodDays == ManufacturerScore.ClockDays)?.Ivr, tenant.Settings.Calendar.IvrTurnaroundDays),
                open.Find(o => o.ManufacturerId == m.Id && o.Section == QueueSection.WithManufacturer)?.Orders ?? 0,
                open.Find(o => o.ManufacturerId == m.Id && o.Section == QueueSection.RequiresAction)?.Orders ?? 0)),
        ];
    }
}

/// <summary>A manufacturer's score as a page shows it.</summary>
/// <param name="ManufacturerId">The manufacturer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">Of the period asked for; null when nothing has been learned yet.</param>
/// <param name="Clock">What the send-by clock counts for an IVR now.</param>
/// <param name="WaitingNow">Orders that wait at the manufacturer now.</param>
/// <param name="RejectedNow">Orders that it has turned down and that wait for the coordinator now.</param>
public sealed record ManufacturerScoreRow(Guid ManufacturerId, string Name, ManufacturerScore? Score, IvrTurnaround Clock, int WaitingNow, int RejectedNow);
