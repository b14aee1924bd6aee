using MedDist.Core.Recipients;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Recipients;

public sealed class RecipientSearchTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    [Theory]
    [InlineData("2/3/1950")]
    [InlineData("02/03/1950")]
    [InlineData("02-03-1950")]
    [InlineData("2.3.1950")]
    [InlineData("2/3/50")]
    [InlineData("1950-02-03")]
    [InlineData("1950/2/3")]
    [InlineData("02031950")]
    [InlineData("Feb 3 1950")]
    [InlineData("february 3, 1950")]
    [InlineData("Feb. 3rd 1950")]
    [InlineData("3 Feb 1950")]
    [InlineData("3 February, 1950")]
    public void A_birth_date_is_read_in_its_spellings(string text) => BirthDate.Take(text, Today).ShouldBe((new DateOnly(1950, 2, 3), ""));

    [Theory]
    [InlineData("13/2/1950", "1950-02-13")] // no thirteenth month
    [InlineData("2/3/26", "2026-02-03")]
    [InlineData("2/3/27", "1927-02-03")]
    [InlineData("2/29/1952", "1952-02-29")]
    public void What_can_be_only_one_day_is_that_day(string text, string day) => BirthDate.Take(text, Today).Day.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2/29/1950")]
    [InlineData("2/3/2027")] // still to come
    [InlineData("2/3/1850")]
    [InlineData("32/13/1950")]
    [InlineData("MRN-02031950")]
    [InlineData("12345678")]
    [InlineData("3125550142")]
    [InlineData("")]
    public void What_is_no_birth_date_stays_text(string text) => BirthDate.Take(text, Today).ShouldBe((null, text));

    [Fact]
    public void A_name_and_a_date_come_apart_wherever_the_date_stands()
    {
        BirthDate.Take("public 2/3/1950 jane", Today).Day.ShouldBe(new DateOnly(1950, 2, 3));
        var search = RecipientSearch.Parse("public 2/3/1950 jane", Today);
        (string.Join(' ', search.Words), search.BornOn, search.Numbers.Count).ShouldBe(("public jane", new DateOnly(1950, 2, 3), 0));
    }

    [Theory]
    [InlineData("O'Neal", "oneal")]
    [InlineData("O’Neal", "oneal")]
    [InlineData("Muñoz Pérez", "munoz perez")]
    [InlineData("Peterson-Public", "peterson public")]
    [InlineData("Straße, Łukasz & Bjørn", "strasse lukasz bjorn")]
    [InlineData("  ", "")]
    [InlineData(null, "")]
    public void Words_are_compared_without_accents_and_apostrophes(string? text, string words) => string.Join(' ', SearchWords.Of(text)).ShouldBe(words);

    [Theory]
    [InlineData("jane public", "jane public", null, null, null)]
    [InlineData("1EG4-TE5-MK73", "", null, "1EG4TE5MK73", "1eg4te5mk73")]
    [InlineData("1eg4 te5 mk73", "", null, "1EG4TE5MK73", "1eg4te5mk73")]
    [InlineData("MRN-1001", "mrn", null, "MRN1001", "mrn1001")]
    [InlineData("(312) 555-0142", "", "3125550142", "3125550142", "3125550142")]
    [InlineData("jane 312.555.0142", "jane", "3125550142", "JANE3125550142", "jane3125550142")]
    [InlineData("j public", "j public", null, null, null)]
    public void What_was_typed_is_taken_apart(string text, string words, string? phone, string? member, string? whole)
    {
        var search = RecipientSearch.Parse(text, Today);
        (string.Join(' ', search.Words), search.Phone, search.MemberKey, search.WholeNumber).ShouldBe((words, phone, member, whole));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("  ")]
    [InlineData("12")]
    [InlineData("%_'")]
    [InlineData(null)]
    public void Too_little_looks_for_nobody(string? text) => RecipientSearch.Parse(text, Today).IsEmpty.ShouldBeTrue();
}
