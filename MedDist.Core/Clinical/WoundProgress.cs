using System.Globalization;

namespace MedDist.Core.Clinical;

/// <summary>The area of a wound on a day.</summary>
public readonly record struct WoundPoint(DateOnly Day, decimal AreaCm2);

/// <summary>How a wound has changed between two measurements.</summary>
/// <param name="First">The earlier one.</param>
/// <param name="Last">The later one.</param>
public sealed record WoundProgress(WoundPoint First, WoundPoint Last)
{
    /// <summary>Weeks between them, to a tenth.</summary>
    public decimal Weeks => decimal.Round((Last.Day.DayNumber - First.Day.DayNumber) / 7m, 1);

    /// <summary>Change of the area in per cent of the first; below zero the wound has become smaller. To a tenth.</summary>
    public decimal ChangePercent => decimal.Round((Last.AreaCm2 - First.AreaCm2) / First.AreaCm2 * 100, 1);

    /// <summary>For example <c>38 % smaller over 4.1 weeks</c>.</summary>
    public string Words => ChangePercent switch
    {
        0 => $"same size over {Number(Weeks)} weeks",
        < 0 => $"{Number(-ChangePercent)} % smaller over {Number(Weeks)} weeks",
        _ => $"{Number(ChangePercent)} % larger over {Number(Weeks)} weeks",
    };

    /// <summary>From the first to the last measurement. Of several on one day the last one counts. Null with fewer than two days.</summary>
    public static WoundProgress? Of(IEnumerable<WoundPoint> points) => Between(ByDay(points), 0);

    /// <summary>From the latest measurement that lies at least <paramref name="weeks"/> weeks before the last one, as rules of standard care count; null where there is none.</summary>
    public static WoundProgress? Over(IEnumerable<WoundPoint> points, int weeks)
    {
        var days = ByDay(points);
        var from = days.FindLastIndex(p => days[^1].Day.DayNumber - p.Day.DayNumber >= weeks * 7);
        return from < 0 ? null : Between(days, from);
    }

    private static List<WoundPoint> ByDay(IEnumerable<WoundPoint> points) => [.. points.Where(p => p.AreaCm2 > 0).GroupBy(p => p.Day).Select(g => g.Last()).OrderBy(p => p.Day)];

    private static WoundProgress? Between(List<WoundPoint> days, int from) => days.Count - from < 2 ? null : new(days[from], days[^1]);

    private static string Number(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
