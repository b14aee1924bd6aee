using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Reports.Metrics;

/// <summary>Counts verification periods: those of the whole tenant, and by manufacturer and payer.</summary>
internal sealed class VerificationMetricsReader : IMetricReader
{
    public MetricType Type => MetricType.Verifications;

    public async Task<Dictionary<MetricKey, MetricValues>> ReadAsync(MedDistDbContext db, MetricWindow window, CancellationToken cancel)
    {
        var (first, last, since) = (window.First, window.Last, window.From);
        var periods =
            from period in db.VerificationPeriods
            join theCase in db.Verifications on period.VerificationId equals theCase.Id
            where (period.VerifiedOn <= last && period.ValidThrough >= first) || period.AnsweredAt >= since
            select new Fact(
                theCase.ManufacturerId, db.CoveragePolicies.Where(p => p.Id == period.CoveragePolicyId).Select(p => p.PayerId).FirstOrDefault(),
                period.VerifiedOn, period.ValidThrough, period.RequestedAt, period.AnsweredAt);
        Dictionary<(MetricDimension, Guid), Row> rows = [];
        await foreach (var fact in periods.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Count(rows, MetricDimension.None, Guid.Empty, fact, window);
            Count(rows, MetricDimension.Manufacturer, fact.ManufacturerId, fact, window);
            Count(rows, MetricDimension.Payer, fact.PayerId, fact, window);
        }

        return Result(rows, window);
    }

    public async Task<IEnumerable<DateOnly>> TouchedAsync(MedDistDbContext db, DateTimeOffset since, DateOnly today, TimeZoneInfo zone, CancellationToken cancel)
    {
        // How long it holds may have changed, and with it each day since it began; the payer of its cover too.
        var periods = db.VerificationPeriods.Where(p => p.UpdatedAt >= since || (p.CoveragePolicyId != null && db.CoveragePolicies.Any(c => c.Id == p.CoveragePolicyId && c.UpdatedAt >= since)));
        var (began, answered) = (await periods.MinAsync(p => (DateOnly?)p.VerifiedOn, cancel), await periods.MinAsync(p => p.AnsweredAt, cancel));
        var first = answered is { } at && DayCount.DayOf(at, zone) is var day && (began is null || day < began) ? day : began;
        return first is null ? [] : Enumerable.Range(0, Math.Max(0, today.DayNumber - first.Value.DayNumber + 1)).Select(first.Value.AddDays);
    }

    private static void Count(Dictionary<(MetricDimension, Guid), Row> rows, MetricDimension dimension, Guid? id, Fact fact, MetricWindow window)
    {
        if (id is not { } key)
        {
            return;
        }

        var row = rows.TryGetValue((dimension, key), out var known) ? known : rows[(dimension, key)] = new(window.Length);
        if (fact.ValidThrough is { } end)
        {
            var (from, to) = (Math.Max(0, window.Place(fact.VerifiedOn)), Math.Min(window.Length - 1, window.Place(end)));
            if (from <= to)
            {
                row.Change[from]++;
                row.Change[to + 1]--;
            }

            if (window.Place(end) is var last && window.Has(last))
            {
                row.Ended[last]++;
            }
        }

        if (fact.AnsweredAt is { } answered && window.Place(answered) is var place && window.Has(place))
        {
            var day = row.Answers[place] ??= new();
            day.Count++;
            Add(day.Hours, (answered - fact.RequestedAt)?.TotalHours);
            Add(day.Days, fact.ValidThrough?.DayNumber - fact.VerifiedOn.DayNumber + 1);
        }
    }

    private static void Add(List<double> samples, double? sample)
    {
        if (sample >= 0)
        {
            samples.Add(sample.Value);
        }
    }

    private static Dictionary<MetricKey, MetricValues> Result(Dictionary<(MetricDimension, Guid), Row> rows, MetricWindow window)
    {
        Dictionary<MetricKey, MetricValues> found = [];
        foreach (var ((dimension, id), row) in rows)
        {
            var inForce = 0;
            for (var day = 0; day < window.Length; day++)
            {
                inForce += row.Change[day];
                var answers = row.Answers[day];
                if (inForce > 0 || answers is not null || row.Ended[day] > 0)
                {
                    found.Add(new(window.DayAt(day), dimension, id), new()
                    {
                        Verifications = new()
                        {
                            Answered = answers?.Count ?? 0,
                            Turnaround = Turnaround.Of(answers?.Hours ?? []),
                            Validity = Turnaround.Of(answers?.Days ?? []),
                            InForce = inForce,
                            Ended = row.Ended[day],
                        },
                    });
                }
            }
        }

        return found;
    }

    private sealed record Fact(Guid ManufacturerId, Guid? PayerId, DateOnly VerifiedOn, DateOnly? ValidThrough, DateTimeOffset? RequestedAt, DateTimeOffset? AnsweredAt);

    private sealed class Row(int days)
    {
        public int[] Change { get; } = new int[days + 1];

        public int[] Ended { get; } = new int[days];

        public Answers?[] Answers { get; } = new Answers?[days];
    }

    private sealed class Answers
    {
        public int Count { get; set; }

        public List<double> Hours { get; } = [];

        public List<double> Days { get; } = [];
    }
}
