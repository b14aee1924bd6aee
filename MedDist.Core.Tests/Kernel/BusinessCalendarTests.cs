using System.Globalization;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Kernel;

public sealed class BusinessCalendarTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    private static readonly BusinessCalendar Usual = new TenantCalendar().Business();

    // The days off that the Office of Personnel Management publishes for these years.
    [Theory]
    [InlineData(2026, "1/1 1/19 2/16 5/25 6/19 7/3 9/7 10/12 11/11 11/26 12/25")]
    [InlineData(2027, "1/1 1/18 2/15 5/31 6/18 7/5 9/6 10/11 11/11 11/25 12/24 12/31")]
    [InlineData(2028, "1/17 2/21 5/29 6/19 7/4 9/4 10/9 11/10 11/23 12/25")]
    [InlineData(2023, "1/2 1/16 2/20 5/29 6/19 7/4 9/4 10/9 11/10 11/23 12/25")]
    [InlineData(2021, "1/1 1/18 2/15 5/31 6/18 7/5 9/6 10/11 11/11 11/25 12/24 12/31")]
    [InlineData(2020, "1/1 1/20 2/17 5/25 7/3 9/7 10/12 11/11 11/26 12/25")]
    public void Federal_holidays_are_observed_on_the_published_days(int year, string days) =>
        string.Join(' ', FederalHolidays.Of(year).Keys.Order().Select(d => $"{d.Month}/{d.Day}")).ShouldBe(days);

    [Fact]
    public void Every_year_to_come_has_ten_to_twelve_of_them_and_none_on_a_weekend()
    {
        foreach (var year in Enumerable.Range(2021, 200))
        {
            FederalHolidays.Of(year).Count.ShouldBeInRange(10, 12, $"{year}");
            FederalHolidays.Of(year).Keys.ShouldAllBe(d => d.DayOfWeek != DayOfWeek.Saturday && d.DayOfWeek != DayOfWeek.Sunday);
        }
    }

    [Theory]
    [InlineData("2026-06-15T09:00", "2026-06-15T15:00", 0.25)]
    [InlineData("2026-06-12T15:00", "2026-06-15T15:00", 1)] // Friday to Monday
    [InlineData("2026-06-13T10:00", "2026-06-14T10:00", 0)] // a weekend
    [InlineData("2026-06-13T10:00", "2026-06-15T12:00", 0.5)]
    [InlineData("2026-11-25T12:00", "2026-11-27T12:00", 1)] // over Thanksgiving
    [InlineData("2026-06-15T15:00", "2026-06-15T09:00", 0)]
    [InlineData("2026-06-01T00:00", "2026-07-01T00:00", 21)] // 22 weekdays without Juneteenth
    public void Time_counts_on_business_days_only(string from, string to, double days) => Usual.DaysBetween(InChicago(from), InChicago(to), Chicago).ShouldBe(days, 0.001);

    [Fact]
    public void A_tenant_that_works_on_other_days_counts_those()
    {
        var calendar = new TenantCalendar { WorkDays = [DayOfWeek.Saturday, DayOfWeek.Sunday], FederalHolidays = false, ClosedDays = [new(new(2026, 6, 14), "Fair")] }.Business();
        calendar.Before(new(2026, 6, 20), 1).ShouldBe(new DateOnly(2026, 6, 13));
        calendar.After(new(2026, 6, 13), 1).ShouldBe(new DateOnly(2026, 6, 20));
        calendar.ClosedFor(new(2026, 6, 14)).ShouldBe("Fair");
        calendar.IsOpen(new(2026, 6, 19)).ShouldBeFalse("a Friday");
    }

    [Theory]
    [InlineData(new double[0], 0, null, null, null)]
    [InlineData(new[] { 3.0 }, 1, 3.0, 3.0, 3.0)]
    [InlineData(new[] { 5.0, 1, 4, 2, 3 }, 5, 3.0, 4.0, 5.0)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10, 5.0, 8.0, 9.0)]
    public void Percentiles_are_samples_by_nearest_rank(double[] samples, int count, double? p50, double? p80, double? p90) => Turnaround.Of(samples).ShouldBe(new Turnaround(count, p50, p80, p90));

    private static DateTimeOffset InChicago(string local)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Chicago.GetUtcOffset(time)).ToUniversalTime();
    }
}
