using System.Collections.Concurrent;

namespace MedDist.Core.Kernel;

/// <summary>
/// The public holidays of the United States as they are observed (5 U.S.C. 6103; Executive Order 11582, section 3: a holiday on a Saturday is observed the
/// Friday before, one on a Sunday the Monday after). Right for every year since 1978. Days off that a president gives once are not among them.
/// </summary>
public static class FederalHolidays
{
    private const int Last = -1;

    private static readonly Rule[] Rules =
    [
        new("New Year's Day", 1, 1), new("Martin Luther King Jr. Day", 1, DayOfWeek.Monday, 3, since: 1986), new("Washington's Birthday", 2, DayOfWeek.Monday, 3),
        new("Memorial Day", 5, DayOfWeek.Monday, Last), new("Juneteenth", 6, 19) { Since = 2021 }, new("Independence Day", 7, 4), new("Labor Day", 9, DayOfWeek.Monday, 1),
        new("Columbus Day", 10, DayOfWeek.Monday, 2), new("Veterans Day", 11, 11), new("Thanksgiving Day", 11, DayOfWeek.Thursday, 4), new("Christmas Day", 12, 25),
    ];

    private static readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, string>> Known = new();

    /// <summary>The holidays observed in a year, by day. The year may hold the New Year's Day of the next one, observed on 31 December.</summary>
    public static IReadOnlyDictionary<DateOnly, string> Of(int year) => Known.GetOrAdd(year, static y => Enumerable.Range(y, y < DateOnly.MaxValue.Year ? 2 : 1)
        .SelectMany(of => Rules.Where(r => r.Since <= of).Select(r => (Day: Observed(r.In(of)), r.Name))).Where(h => h.Day.Year == y).ToDictionary(h => h.Day, h => h.Name));

    /// <summary>The holiday observed on this day, or null.</summary>
    public static string? NameOf(DateOnly day) => Of(day.Year).GetValueOrDefault(day);

    private static DateOnly Observed(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday when day > DateOnly.MinValue => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>A fixed day of a month, or its n-th weekday.</summary>
    private sealed record Rule(string Name, int Month, int Day)
    {
        private readonly DayOfWeek weekday;
        private readonly int nth;

        public Rule(string name, int month, DayOfWeek weekday, int nth, int since = 0)
            : this(name, month, 0)
        {
            (this.weekday, this.nth, this.Since) = (weekday, nth, since);
        }

        public int Since { get; init; }

        public DateOnly In(int year)
        {
            if (Day > 0)
            {
                return new(year, Month, Day);
            }

            var first = new DateOnly(year, Month, 1);
            var day = first.AddDays((weekday - first.DayOfWeek + 7) % 7);
            if (nth != Last)
            {
                return day.AddDays(7 * (nth - 1));
            }

            var last = first.AddMonths(1).AddDays(-1);
            return last.AddDays(-((last.DayOfWeek - weekday + 7) % 7));
        }
    }
}
