using MedDist.Core.Clinical;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Clinical;

public sealed class WoundSizeTests
{
    [Theory]
    [InlineData("4.5x3.2x0.8", "4.5 × 3.2 × 0.8 cm", 14.40)]
    [InlineData("4.5 x 3.2", "4.5 × 3.2 cm", 14.40)]
    [InlineData("4,5 × 3,2 cm", "4.5 × 3.2 cm", 14.40)]
    [InlineData("45x32x8 mm", "4.5 × 3.2 × 0.8 cm", 14.40)]
    [InlineData("4.5 cm by 3.2 cm", "4.5 × 3.2 cm", 14.40)]
    [InlineData("4*3", "4 × 3 cm", 12)]
    [InlineData("4 3", "4 × 3 cm", 12)]
    [InlineData("4X3X0", "4 × 3 × 0 cm", 12)]
    [InlineData("0.1x0.1", "0.1 × 0.1 cm", 0.01)]
    [InlineData("12.25x8.75", "12.25 × 8.75 cm", 107.1875)]
    public void A_size_is_read_from_one_line(string typed, string words, decimal area)
    {
        var (size, problem) = WoundSize.Read(typed);
        problem.ShouldBeNull();
        size!.Value.ToString().ShouldBe(words);
        size.Value.AreaCm2.ShouldBe(area);
    }

    [Theory]
    [InlineData("4.5", "Write length and width")]
    [InlineData("4.5x", "Write length and width")]
    [InlineData("4x3x2x1", "Write length and width")]
    [InlineData("-4x3", "Write length and width")]
    [InlineData("four by three", "Write length and width")]
    [InlineData("4.5.1x3", "Write length and width")]
    [InlineData("0x3", "at least 0.1 cm")]
    [InlineData("4x0.05", "at least 0.1 cm")]
    [InlineData("120x3", "longer than 100 cm")]
    [InlineData("4.555x3", "two decimals")]
    public void What_is_no_size_says_what_to_write(string typed, string problem)
    {
        var read = WoundSize.Read(typed);
        read.Size.ShouldBeNull();
        read.Problem!.ShouldContain(problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_typed_is_neither_a_size_nor_a_mistake(string? typed) => WoundSize.Read(typed).ShouldBe((null, null));

    [Fact]
    public void Progress_is_counted_from_the_first_to_the_last_day()
    {
        WoundPoint[] points = [new(new(2026, 5, 1), 20m), new(new(2026, 5, 15), 18m), new(new(2026, 5, 30), 13m), new(new(2026, 5, 30), 12.4m)];
        var progress = WoundProgress.Of(points)!;
        progress.ChangePercent.ShouldBe(-38m);
        progress.Weeks.ShouldBe(4.1m);
        progress.Words.ShouldBe("38 % smaller over 4.1 weeks");
    }

    [Fact]
    public void Progress_over_some_weeks_starts_at_the_latest_measurement_that_is_old_enough()
    {
        WoundPoint[] points = [new(new(2026, 4, 1), 40m), new(new(2026, 5, 1), 20m), new(new(2026, 5, 15), 18m), new(new(2026, 5, 29), 24m)];
        WoundProgress.Over(points, 4)!.First.ShouldBe(points[1]);
        WoundProgress.Over(points, 4)!.Words.ShouldBe("20 % larger over 4 weeks");
        WoundProgress.Over(points, 9).ShouldBeNull();
        WoundProgress.Of(points[..1]).ShouldBeNull();
        WoundProgress.Of([]).ShouldBeNull();
        WoundProgress.Over([], 4).ShouldBeNull();
    }
}
