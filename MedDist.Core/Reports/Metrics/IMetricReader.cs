using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Metrics;

/// <summary>Counts one type of snapshot.</summary>
internal interface IMetricReader
{
    MetricType Type { get; }

    /// <summary>The numbers of the days of a window.</summary>
    Task<Dictionary<MetricKey, MetricValues>> ReadAsync(MedDistDbContext db, MetricWindow window, CancellationToken cancel);

    /// <summary>The days whose numbers may be others because of what was saved since then.</summary>
    Task<IEnumerable<DateOnly>> TouchedAsync(MedDistDbContext db, DateTimeOffset since, DateOnly today, TimeZoneInfo zone, CancellationToken cancel);
}
