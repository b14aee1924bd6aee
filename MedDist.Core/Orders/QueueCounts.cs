using System.Globalization;

namespace MedDist.Core.Orders;

/// <summary>How many orders each tab holds for this caller. Beyond <see cref="Most"/> only that there are more; counting a million rows for a badge would slow the list down.</summary>
public sealed record QueueCounts(IReadOnlyDictionary<QueueTab, int> ByTab)
{
    /// <summary>Up to here counts are exact; one more stands for any number above.</summary>
    public const int Most = 10_000;

    /// <summary>Tabs that hold finished orders, which are many; they are counted after the list is shown.</summary>
    public static readonly IReadOnlyList<QueueTab> Far = [QueueTab.Done, QueueTab.All];

    public int this[QueueTab tab] => ByTab.GetValueOrDefault(tab);

    public bool Knows(QueueTab tab) => ByTab.ContainsKey(tab);

    /// <summary>These counts where they are known, else those of <paramref name="other"/>.</summary>
    public QueueCounts Or(QueueCounts? other) => other is null ? this : new(other.ByTab.Concat(ByTab).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last().Value));

    /// <summary>With the number of the list itself for its tab.</summary>
    public QueueCounts With(QueueTab tab, int listed) => new(new Dictionary<QueueTab, int>(ByTab) { [tab] = listed });

    /// <summary>A count as it is shown: <c>1,234</c>, or <c>10,000+</c>; a list that counted all of it says so exactly.</summary>
    public static string Words(int count, bool isExact = false) => count > Most && !isExact ? Most.ToString("N0", CultureInfo.InvariantCulture) + "+" : count.ToString("N0", CultureInfo.InvariantCulture);
}
