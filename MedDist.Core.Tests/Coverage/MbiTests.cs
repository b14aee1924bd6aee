using MedDist.Core.Coverage;
using MedDist.Core.Kernel;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Coverage;

public sealed class MbiTests
{
    [Theory]
    [InlineData("1EG4TE5MK73", "1EG4TE5MK73")] // CMS's own example
    [InlineData("1EG4-TE5-MK73", "1EG4TE5MK73")]
    [InlineData("1EG4-TE5-MK72", "1EG4TE5MK72")] // CMS's specimen card
    [InlineData(" 1eg4 te5 mk73 ", "1EG4TE5MK73")]
    [InlineData("9AA0AA0AA00", "9AA0AA0AA00")]
    [InlineData("1E04T05MK73", "1E04T05MK73")] // digits where either may stand
    public void A_Medicare_number_is_stored_without_dashes(string typed, string stored) => Mbi.Read(typed).ShouldBe(IdentifierReading.Right(stored));

    [Theory]
    [InlineData("0EG4TE5MK73", "Character 1 of the Medicare number must be a digit from 1 to 9")]
    [InlineData("1SG4TE5MK73", "Character 2 is the letter S, which Medicare numbers never hold. It is probably a five.")]
    [InlineData("1EGATE5MK73", "Character 4 of the Medicare number must be a digit")]
    [InlineData("1EG4TE5MB73", "Character 9 is the letter B, which Medicare numbers never hold. It is probably an eight.")]
    [InlineData("1EG4TE5MK7", "11 characters; this has 10")]
    [InlineData("1EG4TE5MK733", "11 characters; this has 12")]
    [InlineData("", "11 characters; this has 0")]
    [InlineData(null, "11 characters; this has 0")]
    [InlineData("1EG4TE5MK7O", "probably a zero")]
    [InlineData("11G4TE5MK73", "Character 2 of the Medicare number must be a letter")]
    [InlineData("1E_4TE5MK73", "Character 3 of the Medicare number must be a letter or a digit")]
    [InlineData("1EG4TE5MK7٣", "Character 11 of the Medicare number must be a digit")]
    public void What_cannot_be_one_says_which_character_and_never_the_number(string? typed, string part)
    {
        var problem = Mbi.Read(typed).Problem!;
        problem.ShouldContain(part);
        problem.ShouldNotContain(string.IsNullOrEmpty(typed) ? "\0" : typed);
    }

    [Fact]
    public void Each_excluded_letter_is_refused_in_each_place_of_a_letter()
    {
        foreach (var letter in "SLOIBZ")
        {
            foreach (var place in new[] { 1, 2, 4, 5, 7, 8 })
            {
                var text = "1EG4TE5MK73".Remove(place, 1).Insert(place, letter.ToString());
                Mbi.Read(text).IsRight.ShouldBeFalse(text);
            }
        }
    }

    [Fact]
    public void It_is_shown_as_on_the_card() => Mbi.Display("1EG4TE5MK73").ShouldBe("1EG4-TE5-MK73");
}
