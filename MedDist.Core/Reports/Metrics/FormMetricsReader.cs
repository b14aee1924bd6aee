using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Metrics;

/// <summary>Counts how long forms took to write: of the whole tenant, and by facility.</summary>
internal sealed class FormMetricsReader : IMetricReader
{
    public MetricType Type => MetricType.Forms;

    public async Task<Dictionary<MetricKey, MetricValues>> ReadAsync(MedDistDbContext db, MetricWindow window, CancellationToken cancel)
    {
        var (from, to) = (window.From, window.To);
        var forms = await db.UserEvents.Where(e => e.EventType == UserEvent.FormSubmitted && e.CreatedAt >= from && e.CreatedAt < to && e.DurationMs != null)
            .Select(e => new { e.CreatedAt, e.FacilityId, Seconds = e.DurationMs!.Value / 1000.0 }).ToListAsync(cancel);
        return forms.SelectMany(f => KeysOf(window.DayAt(window.Place(f.CreatedAt)), f.FacilityId), (form, key) => (Key: key, form.Seconds))
            .GroupBy(f => f.Key, f => f.Seconds).ToDictionary(g => g.Key, g => new MetricValues { Forms = new(Turnaround.Of(g)) });
    }

    public async Task<IEnumerable<DateOnly>> TouchedAsync(MedDistDbContext db, DateTimeOffset since, DateOnly today, TimeZoneInfo zone, CancellationToken cancel)
    {
        // Written once, never changed.
        var written = await db.UserEvents.Where(e => e.EventType == UserEvent.FormSubmitted && e.CreatedAt >= since).Select(e => e.CreatedAt).ToListAsync(cancel);
        return written.Select(at => DayCount.DayOf(at, zone));
    }

    private static IEnumerable<MetricKey> KeysOf(DateOnly day, Guid? facility)
    {
        yield return new(day, MetricDimension.None, Guid.Empty);
        if (facility is { } id)
        {
            yield return new(day, MetricDimension.Facility, id);
        }
    }
}
