using System.Text.Json.Serialization;

namespace MedDist.Core.Kernel;

/// <summary>How long something takes, as half, four in five and nine in ten of the samples show. The unit is what was measured, here business days.</summary>
/// <param name="Count">How many samples there are.</param>
/// <param name="P50">50th percentile by nearest rank: the smallest sample that at least half of them do not exceed; null without samples.</param>
/// <param name="P80">80th percentile.</param>
/// <param name="P90">90th percentile.</param>
public sealed record Turnaround(int Count, double? P50, double? P80, double? P90)
{
    /// <summary>With fewer samples nothing is said of them.</summary>
    public const int Enough = 5;

    public static readonly Turnaround None = new(0, null, null, null);

    /// <summary>Whether there are enough samples to speak of.</summary>
    [JsonIgnore]
    public bool IsKnown => Count >= Enough;

    /// <summary>The percentiles of these samples, rounded to a hundredth.</summary>
    public static Turnaround Of(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToList();
        return sorted.Count == 0 ? None : new(sorted.Count, Rank(sorted, 50), Rank(sorted, 80), Rank(sorted, 90));
    }

    private static double Rank(List<double> sorted, int percent) => Math.Round(sorted[(sorted.Count * percent + 99) / 100 - 1], 2);
}
