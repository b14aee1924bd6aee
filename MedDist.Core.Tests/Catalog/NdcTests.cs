using MedDist.Core.Catalog;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Catalog;

public sealed class NdcTests
{
    [Theory]
    [InlineData("0002-7597-01", "00002-7597-01")] // 4-4-2
    [InlineData("1234-5678-90", "01234-5678-90")]
    [InlineData("50242-040-62", "50242-0040-62")] // 5-3-2
    [InlineData("60575-4112-1", "60575-4112-01")] // 5-4-1
    [InlineData("60575-4112-01", "60575-4112-01")] // 5-4-2
    [InlineData("60575411201", "60575-4112-01")] // eleven digits
    [InlineData(" 00002-7597-01 ", "00002-7597-01")]
    public void Every_form_of_the_FDA_is_billed_with_eleven_digits(string typed, string billed)
    {
        var ndc = Ndc.Read(typed);
        ndc.Problem.ShouldBeNull();
        ndc.Billed.ShouldBe(billed);
        ndc.Source.ShouldBe(typed.Trim());
    }

    [Fact]
    public void The_twelve_digits_of_2033_are_kept_as_they_are() => Ndc.Read("123456-7890-12").ShouldBe(new NdcReading("123456-7890-12", null, null));

    [Theory]
    [InlineData("0002759701", "three different codes")]
    [InlineData("123-4567-89", "cannot be an NDC")]
    [InlineData("12345-678-9", "cannot be an NDC")]
    [InlineData("1234-5678-9", "cannot be an NDC")]
    [InlineData("123456789012", "cannot be an NDC")]
    [InlineData("0002-7597-O1", "cannot be an NDC")]
    [InlineData("", "cannot be an NDC")]
    public void What_is_ambiguous_or_no_NDC_is_refused(string typed, string problem) => Ndc.Read(typed).Problem!.ShouldContain(problem);

    [Theory]
    [InlineData("09504000059118", true)]
    [InlineData("51022222233336", true)]
    [InlineData("00300027597010", true)]
    [InlineData("09504000059117", false)]
    [InlineData("9504000059118", false)]
    [InlineData("0950400005911A", false)]
    public void A_trade_item_number_has_a_check_digit(string gtin, bool valid) => Gtin.IsValid(gtin).ShouldBe(valid);

    [Theory]
    [InlineData("(01)09504000059118(17)141120(10)7654321D(21)10987654d321")]
    [InlineData("010950400005911817141120107654321D\u001d2110987654d321")]
    public void A_device_identifier_is_read_in_both_writings(string text) =>
        Udi.Read(text, 2026).ShouldBe(new Udi(UdiIssuer.Gs1, "09504000059118", null, new(2014, 11, 20), "7654321D", "10987654d321"));

    [Fact]
    public void Production_and_expiry_dates_are_told_apart() =>
        Udi.Read("(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234", 2026).ShouldBe(new Udi(UdiIssuer.Gs1, "51022222233336", new(2014, 12, 31), new(2015, 7, 7), "A213B1", "1234"));

    [Theory]
    [InlineData("(01)09504000059118(17)270200", "2027-02-28")] // day 00 is the last of the month
    [InlineData("(01)09504000059118(17)770101", "1977-01-01")]
    [InlineData("(01)09504000059118(17)760101", "2076-01-01")]
    public void Two_digit_years_lie_around_this_one(string text, string day) =>
        Udi.Read(text, 2026)!.ExpiresOn.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("+A99912345", UdiIssuer.Hibcc)]
    [InlineData("=A9999XYZ", UdiIssuer.Iccbba)]
    public void Other_issuers_are_known_by_their_first_character(string text, UdiIssuer issuer) => Udi.Read(text, 2026)!.Issuer.ShouldBe(issuer);

    [Theory]
    [InlineData("(01)09504000059117")] // wrong check digit
    [InlineData("(17)141120")]
    [InlineData("(01)09504000059118(17)141340")]
    [InlineData("(01)09504000059118(99)x")]
    [InlineData("0109504000059")]
    [InlineData("hello")]
    [InlineData("")]
    public void What_is_no_identifier_is_not_guessed(string text) => Udi.Read(text, 2026).ShouldBeNull();
}
