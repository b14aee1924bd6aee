using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Metrics;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Dashboards;

/// <summary>Reads the caller's dashboard: each number from the list it leads to, trends from the snapshots.</summary>
public sealed class DashboardQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, ListCounts lists, OrderQueries orders, MetricQueries metrics, TimeProvider clock)
{
    /// <summary>Bars of a chart.</summary>
    private const int MostShares = 8;

    /// <summary>Days that a trend shows on dashboards without a period.</summary>
    private const int TrendDays = 28;

    /// <summary>The dashboard, as far as the caller has it; null where they have another.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="filter">Narrows the manager's.</param>
    /// <param name="before">When the caller was here before.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Dashboard?> ReadAsync(DashboardKind kind, DashboardFilter filter, DateTimeOffset? before = null, CancellationToken cancel = default)
    {
        if (!DashboardKinds.Of(call.Role).Contains(kind))
        {
            return null;
        }

        var (now, zone) = (clock.GetUtcNow(), await ZoneAsync(cancel));
        var (own, today) = (kind == DashboardKind.Manager ? filter : new DashboardFilter(TrendDays), DayCount.DayOf(now, zone));
        var plan = new DashboardPlan(own, now, zone);
        var days = await DaysAsync(own, today, cancel);
        List<DashboardTile> tiles = [];
        foreach (var tile in plan.Tiles(kind))
        {
            tiles.Add(await TileAsync(tile, plan, days, today, cancel));
        }

        return new(kind, tiles)
        {
            At = now,
            Before = before,
            Since = before is { } since ? await SinceAsync(kind, since, cancel) : [],
            Trends = [.. DashboardPlan.Trends(kind).Select(t => TrendOf(t, plan, days, today))],
            Ages = kind == DashboardKind.Manager ? await AgesAsync(plan, cancel) : [],
            Shares = kind == DashboardKind.Manager ? await SharesAsync(plan, own, cancel) : [],
        };
    }

    private async Task<DashboardTile> TileAsync(TilePlan plan, DashboardPlan dashboard, IReadOnlyList<MetricDay> days, DateOnly today, CancellationToken cancel)
    {
        var series = plan.Measure is { } measure ? Series(measure, OrderMilestone.Received, dashboard, days) : [];
        return new(plan, await lists.CountAsync(plan.Link, cancel))
        {
            Whole = plan.Whole is { } whole ? await lists.CountAsync(whole, cancel) : null,
            Value = plan.Headline == TileHeadline.Value ? await orders.ValueAsync(ListCounts.OrdersOf(plan.Link), cancel) : null,
            Hours = plan.Headline == TileHeadline.Hours ? await orders.HoursToApprovalAsync(ListCounts.OrdersOf(plan.Link), cancel) : null,
            Days = series,
            Trend = plan.Measure is { } shown ? TrendWords.Compare(shown.Unit, series, today) : null,
        };
    }

    private static DashboardTrend TrendOf(TrendPlan trend, DashboardPlan plan, IReadOnlyList<MetricDay> days, DateOnly today)
    {
        var series = Series(trend.Measure, trend.Milestone, plan, days);
        return new(trend, series, TrendWords.Compare(trend.Measure.Unit, series, today));
    }

    private static IReadOnlyList<DayValue> Series(Measure measure, OrderMilestone milestone, DashboardPlan plan, IReadOnlyList<MetricDay> days) =>
        [.. days.Select(d => new DayValue(d.Day, measure.Of(d.Values), plan.On(milestone, d.Day)))];

    /// <summary>The days of the period, at least nine of them so that a weekday has one before; none where both a facility and a manufacturer are chosen: snapshots are divided by one thing at a time.</summary>
    private async Task<IReadOnlyList<MetricDay>> DaysAsync(DashboardFilter filter, DateOnly today, CancellationToken cancel)
    {
        var from = today.AddDays(1 - Math.Max(filter.Days, 9));
        if (filter is { FacilityId: not null, ManufacturerId: not null } || await metrics.FirstDayAsync(MetricType.Orders, cancel) is not { } first || first > today)
        {
            return [];
        }

        var (dimension, of) = filter switch
        {
            { FacilityId: { } facility } => (MetricDimension.Facility, facility),
            { ManufacturerId: { } manufacturer } => (MetricDimension.Manufacturer, manufacturer),
            _ => (MetricDimension.None, Guid.Empty),
        };
        var isWhole = dimension == MetricDimension.None && !metrics.IsLimited;
        var found = (metrics.IsLimited ? await metrics.OwnDaysAsync(MetricType.Orders, from, today, cancel) : await metrics.DaysAsync(MetricType.Orders, from, today, dimension, of, cancel)).ToDictionary(d => d.Day);

        // Nothing happened on a counted day without a snapshot of a facility, a manufacturer or a provider: that is a nought. A day that nobody has counted is a gap.
        return [.. Enumerable.Range(0, today.DayNumber - from.DayNumber + 1).Select(from.AddDays)
            .Select(d => found.GetValueOrDefault(d) ?? new MetricDay(d, new() { Orders = isWhole || d < first ? null : new() { Open = new() } }))];
    }

    private async Task<IReadOnlyList<SinceLine>> SinceAsync(DashboardKind kind, DateTimeOffset since, CancellationToken cancel)
    {
        List<SinceLine> lines = [];
        foreach (var (one, many, link) in DashboardPlan.Since(kind, since))
        {
            if (await lists.CountAsync(link, cancel) is > 0 and var count)
            {
                lines.Add(new(count == 1 ? one : many, count, link));
            }
        }

        return lines;
    }

    private async Task<IReadOnlyList<DashboardBar>> AgesAsync(DashboardPlan plan, CancellationToken cancel)
    {
        List<DashboardBar> bars = [];
        foreach (var (name, link) in plan.Ages())
        {
            bars.Add(new(name, await lists.CountAsync(link, cancel), link));
        }

        return bars;
    }

    private async Task<IReadOnlyList<DashboardBar>> SharesAsync(DashboardPlan plan, DashboardFilter filter, CancellationToken cancel)
    {
        var byFacility = filter.ManufacturerId is not null;
        var shares = await orders.SharesAsync(plan.Received, byFacility, MostShares, cancel);
        return [.. shares.Select(s => new DashboardBar(s.Name, s.Orders, DashboardPlan.Orders(byFacility ? plan.Received with { FacilityId = s.Id } : plan.Received with { ManufacturerId = s.Id })))];
    }

    private async Task<TimeZoneInfo> ZoneAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone;
    }
}
