using MedDist.Core.Kernel;
using MedDist.Core.Reports.Metrics;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports.Metrics;

public sealed class MetricWindowTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [Theory]
    [InlineData("2026-03-07", "2026-03-10")]
    [InlineData("2026-10-31", "2026-11-03")]
    [InlineData("2026-06-14", "2026-06-16")]
    public void Each_hour_is_on_the_day_that_the_time_zone_says_also_when_clocks_change(string first, string last)
    {
        var window = new MetricWindow(DateOnly.Parse(first), DateOnly.Parse(last), Chicago);
        for (var at = window.From.AddDays(-2); at < window.To.AddDays(2); at += TimeSpan.FromMinutes(30))
        {
            window.Place(at).ShouldBe(DayCount.DayOf(at, Chicago).DayNumber - window.First.DayNumber, at.ToString());
            window.Has(window.Place(at)).ShouldBe(at >= window.From && at < window.To);
        }
    }

    [Fact]
    public void A_window_taken_as_one_has_everything_at_one_place()
    {
        var window = new MetricWindow(new(2026, 6, 1), new(2026, 6, 30), Chicago, asOne: true);
        (window.Length, window.Place(window.From), window.Place(window.To.AddTicks(-1))).ShouldBe((1, 0, 0));
        (window.Place(window.From.AddTicks(-1)), window.Place(window.To)).ShouldBe((-1, 1));
    }

    [Fact]
    public void Windows_cover_all_days_once_and_bridge_no_more_than_short_gaps()
    {
        DateOnly[] days = [.. new[] { 0, 1, 2, 5, 20, 21, 120, 121, 300 }.Select(new DateOnly(2026, 1, 1).AddDays), .. Enumerable.Range(400, 250).Select(new DateOnly(2026, 1, 1).AddDays)];
        var windows = MetricWindow.Covering(days.Reverse().Concat(days), Chicago, 92).ToList();
        windows.ShouldAllBe(w => w.Length <= 92);
        var covered = windows.SelectMany(w => Enumerable.Range(0, w.Length).Select(w.DayAt)).ToList();
        covered.ShouldBeUnique();
        days.Except(covered).ShouldBeEmpty();
        covered.Except(days).Count().ShouldBe(2);
    }

    [Fact]
    public void What_is_open_grows_older_each_day_until_it_is_finished()
    {
        var tally = new OpenTally(20);
        tally.Add(-3, 20);
        tally.Add(1, 3);
        var open = new int[5];
        List<string> days = [];
        for (var day = 0; day < 20; day++)
        {
            tally.Advance(day, open);
            days.Add(string.Join(' ', open));
        }

        days[0].ShouldBe("0 1 0 0 0");
        days[1].ShouldBe("1 0 1 0 0");
        days[2].ShouldBe("1 0 1 0 0");
        days[3].ShouldBe("0 0 1 0 0");
        days[5].ShouldBe("0 0 0 1 0");
        days[12].ShouldBe("0 0 0 0 1");
    }
}
