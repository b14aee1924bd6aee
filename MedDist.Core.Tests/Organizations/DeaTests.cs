using MedDist.Core.Organizations;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Organizations;

public sealed class DeaTests
{
    [Theory]
    [InlineData("AP5836727")]
    [InlineData("aj5184279")]
    [InlineData(" AB 1234563 ")]
    [InlineData("BP3189380")]
    [InlineData("F91234563")]
    public void A_number_whose_last_digit_fits_is_read(string typed) => Dea.Read(typed).Problem.ShouldBeNull();

    [Theory]
    [InlineData("AB1234564", "last digit")]
    [InlineData("BD3189395", "last digit")]
    [InlineData("XP3189306", "last digit")]
    [InlineData("DP3189388", "last digit")]
    [InlineData("AB123456", "two letters and seven digits")]
    [InlineData("1B1234563", "two letters and seven digits")]
    [InlineData("", "two letters and seven digits")]
    public void Any_other_is_refused_with_what_to_do(string typed, string why) => Dea.Read(typed).Problem.ShouldNotBeNull().ShouldContain(why);
}
