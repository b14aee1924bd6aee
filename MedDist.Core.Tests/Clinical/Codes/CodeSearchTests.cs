using MedDist.Core.Clinical.Codes;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Clinical.Codes;

public sealed class CodeSearchTests
{
    [Theory]
    [InlineData(CodeSystem.Icd10, "E11.621", "E11.621")]
    [InlineData(CodeSystem.Icd10, "e11621", "E11.621")]
    [InlineData(CodeSystem.Icd10, "type 2 foot ulcer", "E11.621")]
    [InlineData(CodeSystem.Icd10, "ulcer foot type 2", "E11.621")]
    [InlineData(CodeSystem.Icd10, "fat heel left", "L97.422")]
    [InlineData(CodeSystem.Hcpcs, "4186", null)] // the middle of a code is no beginning
    [InlineData(CodeSystem.Hcpcs, "q4186", "Q4186")]
    [InlineData(CodeSystem.Hcpcs, "apligraf", "Q4101")]
    [InlineData(CodeSystem.Cpt, "debridement bone", "11044")]
    [InlineData(CodeSystem.PlaceOfService, "home", "12")]
    [InlineData(CodeSystem.PlaceOfService, "31", "31")]
    public void A_code_is_found_by_its_beginning_or_by_words_in_any_order(CodeSystem system, string typed, string? first) =>
        CodeSearch.Find(system, typed).Select(c => c.Code).FirstOrDefault().ShouldBe(first);

    [Fact]
    public void The_usual_codes_of_a_wound_come_first_and_say_so()
    {
        var found = CodeSearch.Find(CodeSystem.Icd10, null, new(WoundTypes.Diabetic, "Right heel"));
        found[0].ShouldSatisfyAllConditions(c => c.Code.ShouldBe("E11.621"), c => c.IsUsual.ShouldBeTrue());
        found.Skip(1).Take(6).ShouldAllBe(c => c.Code.StartsWith("L97.41", StringComparison.Ordinal) && c.IsUsual);
        found.Count.ShouldBe(12);
    }

    [Theory]
    [InlineData(WoundTypes.Venous, "Left ankle", "I83.023")]
    [InlineData(WoundTypes.Arterial, "Right heel", "I70.234")]
    [InlineData(WoundTypes.Arterial, "Left calf", "I70.242")]
    [InlineData(WoundTypes.Pressure, "Left heel", "L89.620")]
    [InlineData(WoundTypes.Pressure, "Sacrum", "L89.150")]
    [InlineData(WoundTypes.Surgical, "Right lower leg", "L97.811")]
    public void Site_and_side_of_the_wound_choose_the_code(string type, string location, string first) =>
        CodeSearch.Find(CodeSystem.Icd10, "", new(type, location))[0].Code.ShouldBe(first);

    [Fact]
    public void What_is_typed_narrows_and_the_usual_ones_still_lead()
    {
        var found = CodeSearch.Find(CodeSystem.Icd10, "ulcer", new(WoundTypes.Venous, "Right calf"));
        found[0].Code.ShouldBe("I83.012");
        CodeSearch.Find(CodeSystem.Icd10, "zebra", new(WoundTypes.Venous)).ShouldBeEmpty();
        CodeSearch.Find(CodeSystem.Icd10, "L97", null, 500).ShouldAllBe(c => c.Code.StartsWith("L97", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12, false, "15271×1")]
    [InlineData(25, false, "15271×1")]
    [InlineData(25.1, false, "15271×1 15272×1")]
    [InlineData(99, true, "15275×1 15276×3")]
    [InlineData(100, false, "15273×1")]
    [InlineData(100, true, "15277×1")]
    [InlineData(201, false, "15273×1 15274×2")]
    [InlineData(0, false, "")]
    public void Graft_units_follow_the_area_and_the_site(decimal area, bool isExtreme, string units) =>
        string.Join(' ', UsualCodes.GraftUnits(area, isExtreme).Select(u => $"{u.Code}×{u.Units}")).ShouldBe(units);

    [Fact]
    public void The_procedure_offered_first_fits_site_and_size()
    {
        CodeSearch.Find(CodeSystem.Cpt, null, new(WoundTypes.Diabetic, "Right foot", 30)).Take(2).Select(c => c.Code).ShouldBe(["15275", "15276"]);
        CodeSearch.Find(CodeSystem.Cpt, null, new(WoundTypes.Venous, "Left calf", 120)).Take(2).Select(c => c.Code).ShouldBe(["15273", "15274"]);
    }
}
