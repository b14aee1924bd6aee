using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Metrics;

/// <summary>Days in a row, both included, as a tenant's clock has them: finds the day of a moment without asking the time zone each time.</summary>
public sealed class MetricWindow
{
    private readonly long[] starts;
    private readonly TimeZoneInfo zone;
    private readonly bool isOne;

    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <param name="asOne">All days are counted together, as if they were one.</param>
    public MetricWindow(DateOnly first, DateOnly last, TimeZoneInfo zone, bool asOne = false)
    {
        (First, Last, this.zone, isOne) = (first, last, zone, asOne);
        starts = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 2).Select(i => DayCount.MomentOf(first.AddDays(i), TimeOnly.MinValue, zone).UtcTicks)];
    }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    /// <summary>How many days are counted apart.</summary>
    public int Length => isOne ? 1 : starts.Length - 1;

    public DateTimeOffset From => new(starts[0], TimeSpan.Zero);

    /// <summary>The first moment after the window.</summary>
    public DateTimeOffset To => new(starts[^1], TimeSpan.Zero);

    /// <summary>Which day of the window a moment is on: 0 is the first; negative before, <see cref="Length"/> or more after.</summary>
    public int Place(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        if (ticks < starts[0] || ticks >= starts[^1])
        {
            return Place(DayCount.DayOf(moment, zone));
        }

        if (isOne)
        {
            return 0;
        }

        // Days are 23 to 25 hours long: the guess is right or off by one.
        var guess = Math.Min((int)((ticks - starts[0]) / TimeSpan.TicksPerDay), starts.Length - 2);
        return ticks < starts[guess] ? guess - 1 : ticks >= starts[guess + 1] ? guess + 1 : guess;
    }

    /// <summary>The same of a calendar day.</summary>
    public int Place(DateOnly day) => !isOne ? day.DayNumber - First.DayNumber : day < First ? day.DayNumber - First.DayNumber : day > Last ? day.DayNumber - Last.DayNumber : 0;

    /// <summary>Whether a place lies in the window.</summary>
    public bool Has(int? place) => place is { } p && (uint)p < (uint)Length;

    public DateOnly DayAt(int place) => First.AddDays(place);

    /// <summary>Windows that cover these days and little more: not longer than <paramref name="most"/> days, so that memory does not grow with the history.</summary>
    public static IEnumerable<MetricWindow> Covering(IEnumerable<DateOnly> days, TimeZoneInfo zone, int most)
    {
        DateOnly? first = null, last = null;
        foreach (var day in days.Distinct().Order())
        {
            if (first is { } f && last is { } l && (day.DayNumber - l.DayNumber > 3 || day.DayNumber - f.DayNumber >= most))
            {
                yield return new(f, l, zone);
                first = day;
            }

            first ??= day;
            last = day;
        }

        if (first is { } from && last is { } to)
        {
            yield return new(from, to, zone);
        }
    }
}
