using MedDist.Core.Reports.Dashboards;
using MedDist.Core.Reports.Metrics;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Reports.Dashboards;

public sealed class TrendWordsTests
{
    // A Wednesday: Tuesday the 24th is compared with Tuesday the 17th.
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData(MeasureUnit.Count, 41, 29, "41 on Tuesday, 12 more than the Tuesday before")]
    [InlineData(MeasureUnit.Count, 29, 1041, "29 on Tuesday, 1,012 fewer than the Tuesday before")]
    [InlineData(MeasureUnit.Count, 0, 0, "0 on Tuesday, as many as the Tuesday before")]
    [InlineData(MeasureUnit.Money, 12300.4, 12000, "$12,300 on Tuesday, $300 more than the Tuesday before")]
    [InlineData(MeasureUnit.Hours, 5.2, 6.3, "5.2 h on Tuesday, 1.1 h less than the Tuesday before")]
    [InlineData(MeasureUnit.Hours, 5.21, 5.22, "5.2 h on Tuesday, the same as the Tuesday before")]
    [InlineData(MeasureUnit.Share, 0.93, 0.90, "93% on Tuesday, 3 points more than the Tuesday before")]
    public void A_day_is_compared_with_the_same_weekday_before_in_words(MeasureUnit unit, double now, double then, string words) =>
        TrendWords.Compare(unit, [new(Today.AddDays(-8), then, ""), new(Today.AddDays(-1), now, ""), new(Today, 999, "")], Today).ShouldBe(words);

    [Fact]
    public void Without_a_day_to_compare_with_it_says_so_and_without_yesterday_nothing()
    {
        TrendWords.Compare(MeasureUnit.Count, [new(Today.AddDays(-1), 4, ""), new(Today, 1, "")], Today).ShouldBe("4 on Tuesday; no Tuesday before to compare with");
        TrendWords.Compare(MeasureUnit.Count, [new(Today, 1, "")], Today).ShouldBeNull();
    }
}
