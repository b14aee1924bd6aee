using MedDist.Core.Kernel;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Kernel;

public sealed class ContactIdentifierTests
{
    [Theory]
    [InlineData("3125550142", "(312) 555-0142")]
    [InlineData("312-555-0142", "(312) 555-0142")]
    [InlineData("(312) 555-0142", "(312) 555-0142")]
    [InlineData("(312)555.0142", "(312) 555-0142")]
    [InlineData("+1 312 555 0142", "(312) 555-0142")]
    [InlineData("1-312-555-0142", "(312) 555-0142")]
    [InlineData("312/555/0142", "(312) 555-0142")]
    [InlineData("312-555-0142 x7", "(312) 555-0142 x7")]
    [InlineData("312 555 0142 ext. 204", "(312) 555-0142 x204")]
    [InlineData("312-555-0142 #12", "(312) 555-0142 x12")]
    public void A_phone_number_is_read_in_every_usual_spelling(string typed, string stored) => PhoneNumber.Read(typed).ShouldBe(IdentifierReading.Right(stored));

    [Theory]
    [InlineData(null, "ten digits")]
    [InlineData("", "ten digits")]
    [InlineData("555-0142", "ten digits")]
    [InlineData("312-555-01422", "ten digits")]
    [InlineData("call the desk", "ten digits")]
    [InlineData("112-555-0142", "the area code 112")]
    [InlineData("011-555-0142", "the area code 011")]
    [InlineData("911-555-0142", "the area code 911")]
    [InlineData("312-155-0142", "the exchange 155")]
    [InlineData("312-055-0142", "the exchange 055")]
    [InlineData("312-411-0142", "the exchange 411")]
    [InlineData("３１２５５５０１４２", "ten digits")]
    public void A_number_that_nobody_can_have_says_what_to_write(string? typed, string part)
    {
        PhoneNumber.Read(typed).IsRight.ShouldBeFalse();
        PhoneNumber.Read(typed).Problem!.ShouldContain(part);
    }

    [Theory]
    [InlineData("(312) 555-0142 x7", "3125550142")]
    [InlineData("312-555-0142", "3125550142")]
    [InlineData("none", null)]
    [InlineData(null, null)]
    public void The_digits_of_a_number_find_it(string? phone, string? digits) => PhoneNumber.DigitsOf(phone).ShouldBe(digits);

    [Theory]
    [InlineData("60614", "60614")]
    [InlineData(" 02139 ", "02139")]
    [InlineData("606141234", "60614-1234")]
    [InlineData("60614-1234", "60614-1234")]
    [InlineData("60614 1234", "60614-1234")]
    public void A_ZIP_code_keeps_its_leading_zero_and_gets_its_hyphen(string typed, string stored) => PostalCode.Read(typed).ShouldBe(IdentifierReading.Right(stored));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2139")]
    [InlineData("606140")]
    [InlineData("60614-12")]
    [InlineData("6O614")]
    [InlineData("00012")]
    public void What_is_no_ZIP_code_says_what_to_write(string? typed) => PostalCode.Read(typed).Problem!.ShouldContain("ZIP code");

    [Theory]
    [InlineData("IL", "IL")]
    [InlineData(" il ", "IL")]
    [InlineData("illinois", "IL")]
    [InlineData("District of Columbia", "DC")]
    [InlineData("PR", "PR")]
    [InlineData("AE", "AE")]
    public void A_state_is_read_by_its_letters_or_its_name(string typed, string stored) => UsState.Read(typed).ShouldBe(IdentifierReading.Right(stored));

    [Theory]
    [InlineData("XX")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Ill.")]
    public void What_is_no_state_says_what_to_write(string? typed) => UsState.Read(typed).Problem!.ShouldContain("two letters");

    [Fact]
    public void There_are_fifty_states_the_district_and_the_usual_others()
    {
        UsState.All.Count.ShouldBe(62);
        UsState.All.Select(s => s.Code).Distinct().Count().ShouldBe(62);
    }
}
