using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Metrics;

/// <summary>The numbers of one day.</summary>
public sealed record MetricDay(DateOnly Day, MetricValues Values);

/// <summary>Reads snapshots. Who is limited to assignments is shown none but their own: of the provider that they are, or of their facilities added up.</summary>
public sealed class MetricQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>Whether the caller sees only a part of the tenant.</summary>
    public bool IsLimited => call.Role is { } role && role.IsLimitedToAssignments();

    /// <summary>The days from one to another that have a snapshot, oldest first.</summary>
    public async Task<IReadOnlyList<MetricDay>> DaysAsync(MetricType type, DateOnly from, DateOnly to, MetricDimension dimension = MetricDimension.None, Guid of = default, CancellationToken cancel = default)
    {
        if (IsLimited)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Between(db, type, from, to).Where(s => s.Dimension == dimension && s.DimensionId == of)
            .OrderBy(s => s.Day).Select(s => new MetricDay(s.Day, s.Values)).ToListAsync(cancel);
    }

    /// <summary>The same of what the caller sees: a provider's own orders, everybody else's facilities added up. Percentiles cannot be added, and are none where there are several facilities.</summary>
    public async Task<IReadOnlyList<MetricDay>> OwnDaysAsync(MetricType type, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        if (!IsLimited)
        {
            return await DaysAsync(type, from, to, cancel: cancel);
        }

        var me = call.UserId ?? Guid.Empty;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var facilities = db.AssignedFacilities().Select(f => f.Id);
        var own = call.Role == Role.Provider
            ? Between(db, type, from, to).Where(s => s.Dimension == MetricDimension.Provider && s.DimensionId == me)
            : Between(db, type, from, to).Where(s => s.Dimension == MetricDimension.Facility && facilities.Contains(s.DimensionId));
        var days = await own.Select(s => new MetricDay(s.Day, s.Values)).ToListAsync(cancel);
        return [.. days.GroupBy(d => d.Day).OrderBy(g => g.Key).Select(g => new MetricDay(g.Key, g.Select(d => d.Values).Aggregate((a, b) => a.And(b))))];
    }

    /// <summary>The first day that was counted for the tenant; null before the first run.</summary>
    public async Task<DateOnly?> FirstDayAsync(MetricType type, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.MetricSnapshots.Where(s => s.Type == type && s.Dimension == MetricDimension.None && s.DimensionId == Guid.Empty).MinAsync(s => (DateOnly?)s.Day, cancel);
    }

    private static IQueryable<MetricSnapshot> Between(MedDistDbContext db, MetricType type, DateOnly from, DateOnly to) =>
        db.MetricSnapshots.AsNoTracking().Where(s => s.Type == type && s.Day >= from && s.Day <= to);
}
