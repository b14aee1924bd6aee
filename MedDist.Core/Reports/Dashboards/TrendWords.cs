using System.Globalization;
using MedDist.Core.Reports.Metrics;

namespace MedDist.Core.Reports.Dashboards;

/// <summary>Numbers of measures in words, and one day beside the same weekday before.</summary>
public static class TrendWords
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");

    /// <summary><c>1,234</c>, <c>$12,300</c>, <c>5.2 h</c>, <c>93%</c>.</summary>
    public static string Number(MeasureUnit unit, double value) => unit switch
    {
        MeasureUnit.Money => value.ToString("$#,##0;−$#,##0", Words),
        MeasureUnit.Share => (value * 100).ToString("0", Words) + "%",
        MeasureUnit.Hours => value.ToString(value < 10 ? "0.0" : "#,##0", Words) + " h",
        MeasureUnit.Days => value.ToString("#,##0", Words) + (value == 1 ? " day" : " days"),
        MeasureUnit.Seconds => value.ToString("#,##0", Words) + " s",
        _ => value.ToString("#,##0", Words),
    };

    /// <summary>The last full day, and how it compares with the same weekday a week before. Today is not compared: it is not over.</summary>
    public static string? Compare(MeasureUnit unit, IReadOnlyList<DayValue> days, DateOnly today)
    {
        var (day, before) = (today.AddDays(-1), today.AddDays(-8));
        if (days.FirstOrDefault(d => d.Day == day)?.Value is not { } now)
        {
            return null;
        }

        var name = day.ToString("dddd", Words);
        var head = $"{Number(unit, now)} on {name}";
        if (days.FirstOrDefault(d => d.Day == before)?.Value is not { } then)
        {
            return $"{head}; no {name} before to compare with";
        }

        // Compared as they are shown, so that nothing is said to differ that looks alike.
        var (shownNow, shownThen) = (Number(unit, now), Number(unit, then));
        return shownNow == shownThen ? $"{head}, as many as the {name} before".Replace("as many", unit == MeasureUnit.Count ? "as many" : "the same", StringComparison.Ordinal)
            : $"{head}, {Difference(unit, now - then)} than the {name} before";
    }

    private static string Difference(MeasureUnit unit, double difference)
    {
        var size = Math.Abs(difference);
        var words = unit == MeasureUnit.Share ? Math.Max(1, Math.Round(size * 100)).ToString("0", Words) + " points" : Number(unit, size);
        return $"{words} {(difference > 0 ? "more" : unit == MeasureUnit.Count ? "fewer" : "less")}";
    }
}
