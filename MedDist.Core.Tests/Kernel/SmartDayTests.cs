using System.Globalization;
using MedDist.Core.Kernel;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Kernel;

public sealed class SmartDayTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData("t", "2026-11-25")]
    [InlineData(" Today ", "2026-11-25")]
    [InlineData("tm", "2026-11-26")]
    [InlineData("y", "2026-11-24")]
    [InlineData("+3", "2026-11-28")]
    [InlineData("-2", "2026-11-23")]
    [InlineData("+0", "2026-11-25")]
    [InlineData("+2w", "2026-12-09")]
    [InlineData("-6m", "2026-05-25")]
    [InlineData("-1y", "2025-11-25")]
    [InlineData("mon", "2026-11-30")]
    [InlineData("th", "2026-11-26")]
    [InlineData("wed", "2026-12-02")]
    [InlineData("Wednesday", "2026-12-02")]
    [InlineData("11/30", "2026-11-30")]
    [InlineData("6/25", "2026-06-25")]
    [InlineData("1/5", "2027-01-05")]
    [InlineData("6/25/26", "2026-06-25")]
    [InlineData("6/25/2026", "2026-06-25")]
    [InlineData("6-25-26", "2026-06-25")]
    [InlineData("6.25.26", "2026-06-25")]
    [InlineData("6 25", "2026-06-25")]
    [InlineData("2026-06-25", "2026-06-25")]
    [InlineData("062526", "2026-06-25")]
    [InlineData("06252026", "2026-06-25")]
    [InlineData("jun 25", "2026-06-25")]
    [InlineData("25 June 2026", "2026-06-25")]
    [InlineData("June 25, 2026", "2026-06-25")]
    [InlineData("2/29", "2028-02-29")]
    public void Short_forms_mean_the_nearest_day(string typed, string day) => Read(typed, DayLean.Near).ShouldBe(day);

    [Theory]
    [InlineData("6/25/58", "1958-06-25")]
    [InlineData("6/25/24", "2024-06-25")]
    [InlineData("062558", "1958-06-25")]
    [InlineData("12/24", "2025-12-24")]
    [InlineData("11/25", "2026-11-25")]
    [InlineData("mon", "2026-11-23")]
    [InlineData("wed", "2026-11-18")]
    [InlineData("tue", "2026-11-24")]
    [InlineData("12/24/2026", "2026-12-24")]
    public void Leaning_back_they_are_not_after_today_unless_the_year_says_so(string typed, string day) => Read(typed, DayLean.Back).ShouldBe(day);

    [Theory]
    [InlineData("6/25", "2027-06-25")]
    [InlineData("11/25", "2026-11-25")]
    [InlineData("2/29", "2028-02-29")]
    public void Leaning_ahead_they_are_not_before_today(string typed, string day) => Read(typed, DayLean.Ahead).ShouldBe(day);

    [Theory]
    [InlineData("25/6", "There is no month 25. The month comes first: 6/25.")]
    [InlineData("2026-13-01", "There is no month 13. The month comes first: 1/13.")]
    [InlineData("44/44", "There is no month 44.")]
    [InlineData("6/31", "June has no day 31.")]
    [InlineData("6/0", "June has no day 0.")]
    [InlineData("2/29/2027", "February has no day 29 that year.")]
    [InlineData("2/30", "February has no day 30.")]
    [InlineData("soon", "Write the date as 6/25, 6/25/2026, t for today or +3 for in three days.")]
    [InlineData("6", "Write the date as 6/25, 6/25/2026, t for today or +3 for in three days.")]
    [InlineData("6/25/202", "Write the date as 6/25, 6/25/2026, t for today or +3 for in three days.")]
    [InlineData("+99999", "Write the date as 6/25, 6/25/2026, t for today or +3 for in three days.")]
    public void What_is_no_day_says_how_to_write_one(string typed, string problem)
    {
        var reading = SmartDay.Read(typed, Today);
        (reading.Day, reading.Problem).ShouldBe((null, problem));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void No_text_is_no_day_and_no_problem(string? typed) => SmartDay.Read(typed, Today).ShouldBe(new SmartDay(null, null));

    [Fact]
    public void What_is_written_back_reads_as_the_same_day_at_any_time()
    {
        for (var day = new DateOnly(1899, 12, 30); day < new DateOnly(2101, 1, 3); day = day.AddDays(97))
        {
            SmartDay.Read(SmartDay.Text(day), Today, DayLean.Back).Day.ShouldBe(day);
            SmartDay.Read(SmartDay.Text(day), day.AddYears(3), DayLean.Near).Day.ShouldBe(day);
        }
    }

    private static string? Read(string typed, DayLean lean)
    {
        var reading = SmartDay.Read(typed, Today, lean);
        reading.Problem.ShouldBeNull();
        return reading.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
