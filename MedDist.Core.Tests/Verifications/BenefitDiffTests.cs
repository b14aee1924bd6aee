using MedDist.Core.Verifications;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class BenefitDiffTests
{
    private static readonly Dictionary<string, string> Before = new() { ["copay"] = "$20", ["plan type"] = "Fee for service", ["network"] = "In network", ["coverage note"] = "none" };

    [Fact]
    public void Only_what_changed_is_a_change_and_the_usual_benefits_come_first()
    {
        var diff = BenefitDiff.Of(Before, new Dictionary<string, string>(Before) { ["plan type"] = "Medicare Advantage", ["prior authorisation"] = "needed" });
        diff.IsSame.ShouldBeFalse();
        diff.Changes.ShouldBe([new("plan type", "Fee for service", "Medicare Advantage"), new("prior authorisation", null, "needed")]);
        diff.Lines.Select(l => l.Name).ShouldBe(["plan type", "network", "prior authorisation", "copay", "coverage note"]);
    }

    [Fact]
    public void What_is_said_no_more_is_a_change_too() =>
        BenefitDiff.Of(Before, Before.Where(b => b.Key != "copay").ToDictionary()).Changes.ShouldBe([new("copay", "$20", null)]);

    [Fact]
    public void Spaces_and_capitals_make_no_difference() =>
        BenefitDiff.Of(Before, new Dictionary<string, string> { ["Copay"] = " $20 ", ["PLAN  type"] = "fee for  service", ["network"] = "in network", ["coverage note"] = "None", ["copay max"] = " " }).IsSame.ShouldBeTrue();
}
