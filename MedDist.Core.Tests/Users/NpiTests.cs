using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Users;

public sealed class NpiTests
{
    [Theory]
    [InlineData("1234567893", "1234567893")] // CMS's own example
    [InlineData("1999999984", "1999999984")]
    [InlineData("2000000002", "2000000002")]
    [InlineData("1467857193", "1467857193")]
    [InlineData(" 1234-567-893 ", "1234567893")]
    [InlineData("808401234567893", "1234567893")] // with the issuer's prefix, as on cards
    public void A_right_number_is_ten_digits(string typed, string stored) => Npi.Read(typed).ShouldBe(IdentifierReading.Right(stored));

    [Theory]
    [InlineData("1234567890", "last digit")]
    [InlineData("1234567894", "last digit")]
    [InlineData("1324567893", "changed places")]
    [InlineData("3234567893", "begins with 1 or 2")]
    [InlineData("0234567893", "begins with 1 or 2")]
    [InlineData("123456789", "this has 9")]
    [InlineData("12345678933", "this has 11")]
    [InlineData("", "this has 0")]
    [InlineData(null, "this has 0")]
    [InlineData("12345678AB", "digits only")]
    [InlineData("12345678９3", "digits only")]
    public void A_wrong_one_says_what_is_wrong(string? typed, string part) => Npi.Read(typed).Problem!.ShouldContain(part);
}
