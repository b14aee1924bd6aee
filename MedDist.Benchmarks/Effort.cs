using System.Diagnostics;

namespace MedDist.Benchmarks;

/// <summary>How long something took, and how much processor time of this process: on a machine that others use too, the second is the one to compare.</summary>
internal readonly record struct Effort(double Milliseconds, double Processor)
{
    public static Effort Median(IEnumerable<Effort> all)
    {
        var list = all.ToList();
        return new(list.Select(e => e.Milliseconds).Order().ElementAt(list.Count / 2), list.Select(e => e.Processor).Order().ElementAt(list.Count / 2));
    }

    public static Effort operator +(Effort a, Effort b) => new(a.Milliseconds + b.Milliseconds, a.Processor + b.Processor);
}

/// <summary>Measures one <see cref="Effort"/> after the other.</summary>
internal sealed class EffortWatch
{
    private long began = Stopwatch.GetTimestamp();
    private TimeSpan used = Environment.CpuUsage.TotalTime;

    /// <summary>Since it began, or since the last lap.</summary>
    public Effort Lap()
    {
        var lap = new Effort(Stopwatch.GetElapsedTime(began).TotalMilliseconds, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return lap;
    }
}
