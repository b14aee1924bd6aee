using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Metrics;

/// <summary>The numbers of one day.</summary>
public sealed record MetricDay(DateOnly Day, MetricValues Values);

/// <summary>Reads snapshots. They are of the whole tenant, so that nobody limited to assignments is shown any.</summary>
public sealed class MetricQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>The days from one to another that have a snapshot, oldest first.</summary>
    public async Task<IReadOnlyList<MetricDay>> DaysAsync(MetricType type, DateOnly from, DateOnly to, MetricDimension dimension = MetricDimension.None, Guid of = default, CancellationToken cancel = default)
    {
        if (call.Role is { } role && role.IsLimitedToAssignments())
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.MetricSnapshots.AsNoTracking().Where(s => s.Type == type && s.Day >= from && s.Day <= to && s.Dimension == dimension && s.DimensionId == of)
            .OrderBy(s => s.Day).Select(s => new MetricDay(s.Day, s.Values)).ToListAsync(cancel);
    }
}
