using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Organizations;

public sealed class EinTests
{
    [Theory]
    [InlineData("12-3456789", "12-3456789")]
    [InlineData("123456789", "12-3456789")]
    [InlineData(" 89 1234567 ", "89-1234567")]
    public void A_tax_id_gets_its_hyphen(string typed, string stored) => Ein.Read(typed).ShouldBe(IdentifierReading.Right(stored));

    [Theory]
    [InlineData("12-345678")]
    [InlineData("1-23456789")]
    [InlineData("12-34567890")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("12-34S6789")]
    public void What_is_none_says_what_to_write(string? typed) => Ein.Read(typed).Problem!.ShouldContain("12-3456789");
}
