using MedDist.Web.Shell;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Shell;

public sealed class AccentColorTests
{
    [Theory]
    [InlineData("#0f766e", "#ffffff")]
    [InlineData("#1d4ed8", "#ffffff")]
    [InlineData("#ffd400", "#000000")]
    [InlineData("#FFFFFF", "#000000")]
    public void The_ink_on_an_accent_can_be_read(string accent, string ink) => AccentColor.Ink(accent).ShouldBe(ink);

    [Theory]
    [InlineData(null)]
    [InlineData("red")]
    [InlineData("#fff")]
    [InlineData("#000000; background: url(//elsewhere.example)")]
    public void What_is_no_colour_never_reaches_the_page(string? accent) => AccentColor.Of(accent).ShouldBe("#0f6b86");
}
