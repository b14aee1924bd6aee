using MedDist.Core.Clinical.Codes;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Clinical.Codes;

public sealed class CodeCheckTests
{
    [Theory]
    [InlineData("E11.621", "E11.621")]
    [InlineData("e11621", "E11.621")]
    [InlineData(" l97.412 ", "L97.412")]
    [InlineData("L97", "L97")]
    [InlineData("M1A.0110", "M1A.0110")] // A as the third character
    [InlineData("C4A.9", "C4A.9")]
    [InlineData("S93401A", "S93.401A")]
    [InlineData("U07.1", "U07.1")]
    [InlineData("E11.", "E11")] // an unfinished dot is no mistake
    public void A_diagnosis_is_stored_with_its_dot(string typed, string stored) => CodeCheck.Icd10(typed).ShouldBe(new CheckedCode(stored, null));

    [Theory]
    [InlineData("E11.62100")] // five after the dot
    [InlineData("E1.1621")]
    [InlineData("E11.6U1")] // no U after the dot
    [InlineData("11.621")]
    [InlineData("EE1.62")]
    [InlineData("E1C")]
    [InlineData("E11.6.1")]
    [InlineData("")]
    [InlineData(null)]
    public void What_cannot_be_a_diagnosis_is_refused_with_the_form(string? typed)
    {
        var answer = CodeCheck.Icd10(typed);
        answer.Code.ShouldBeNull();
        answer.Problem!.ShouldEndWith("a letter, two digits, and up to four more after a dot, such as E11.621.");
    }

    [Theory]
    [InlineData("EO9.621", "Write the digit 0 instead of the letter O: E09.621.")]
    [InlineData("E1O.621", "Write the digit 0 instead of the letter O: E10.621.")]
    [InlineData("El1.621", "Write the digit 1 instead of the letter L: E11.621.")]
    [InlineData("EI1.621", "Write the digit 1 instead of the letter I: E11.621.")]
    public void A_letter_that_looks_like_a_digit_is_named(string typed, string problem) => CodeCheck.Icd10(typed).Problem.ShouldBe(problem);

    [Theory]
    [InlineData("Q4186", "Q4186", null)]
    [InlineData("q4186", "Q4186", null)]
    [InlineData("A2001", "A2001", null)]
    [InlineData("V5299", "V5299", null)]
    [InlineData("Q4I86", null, "Write the digit 1 instead of the letter I: Q4186.")]
    [InlineData("QO186", null, "Write the digit 0 instead of the letter O: Q0186.")]
    [InlineData("W4186", null, "“W4186” cannot be a HCPCS code. It is a letter and four digits, such as Q4186.")]
    [InlineData("Q418", null, "“Q418” cannot be a HCPCS code. It is a letter and four digits, such as Q4186.")]
    [InlineData("Q41866", null, "“Q41866” cannot be a HCPCS code. It is a letter and four digits, such as Q4186.")]
    [InlineData("15275", null, "“15275” cannot be a HCPCS code. It is a letter and four digits, such as Q4186.")]
    public void A_product_code_is_a_letter_and_four_digits(string typed, string? stored, string? problem) => CodeCheck.Hcpcs(typed).ShouldBe(new CheckedCode(stored, problem));

    [Theory]
    [InlineData("15275", "15275")]
    [InlineData("0001F", "0001F")]
    [InlineData("0001u", "0001U")]
    [InlineData("0512T", "0512T")]
    [InlineData("1527", null)]
    [InlineData("152755", null)]
    [InlineData("0001X", null)]
    [InlineData("Q4186", null)]
    [InlineData("15O75", null)]
    public void A_procedure_is_five_digits_or_four_and_a_known_letter(string typed, string? stored) => CodeCheck.Cpt(typed).Code.ShouldBe(stored);

    [Theory]
    [InlineData("11", "11")]
    [InlineData("1", "01")]
    [InlineData("31", "31")]
    [InlineData("28", null)] // not assigned
    [InlineData("100", null)]
    [InlineData("", null)]
    public void A_place_of_service_is_one_that_is_assigned(string typed, string? stored) => CodeCheck.PlaceOfService(typed).Code.ShouldBe(stored);

    [Fact]
    public void Every_code_of_every_list_passes_its_own_check()
    {
        foreach (var system in Enum.GetValues<CodeSystem>())
        {
            var list = CodeLists.Of(system);
            list.Count.ShouldBeGreaterThan(19, system.ToString());
            list.Select(c => c.Code).ShouldBeUnique();
            list.ShouldAllBe(c => CodeCheck.Of(system, c.Code).Code == c.Code && c.Text.Length > 2);
            CodeLists.SourceOf(system).Length.ShouldBeGreaterThan(20);
        }
    }
}
