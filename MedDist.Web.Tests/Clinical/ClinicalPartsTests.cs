using Bunit;
using MedDist.Core.Clinical;
using MedDist.Core.Clinical.Codes;
using MedDist.Web.Clinical;
using MedDist.Web.Tests.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Clinical;

public sealed class ClinicalPartsTests : UiTestContext
{
    [Fact]
    public void The_usual_codes_are_offered_first_and_each_choice_becomes_a_chip()
    {
        var picker = Picker([]);
        picker.Find("#dx").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        picker.WaitForAssertion(() => picker.Find("#dx-0").TextContent.ShouldContain("E11.621"));
        picker.Find("#dx").KeyDown(new KeyboardEventArgs { Key = "Enter" });
        picker.WaitForAssertion(() => chosen.ShouldBe(["E11.621"]));
        picker.Find("#dx").GetAttribute("value").ShouldBe("");
        picker.Find(".code-chips").TextContent.ShouldContain("Type 2 diabetes mellitus with foot ulcer");
    }

    [Fact]
    public void A_chosen_code_is_not_offered_again_and_can_be_removed()
    {
        var picker = Picker(["E11.621"]);
        picker.Find("#dx").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        picker.WaitForAssertion(() => picker.Find("#dx-0").TextContent.ShouldNotContain("E11.621"));
        picker.Find("[aria-label='Remove E11.621']").Click();
        chosen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_of_the_right_form_that_is_not_listed_is_taken_as_it_is_and_another_one_is_not()
    {
        var picker = Picker([]);
        picker.Find("#dx").Input("z9981");
        await picker.InvokeAsync(() => Clock.Advance(TimeSpan.FromSeconds(1)));
        picker.WaitForAssertion(() => picker.Find(".typeahead-create").TextContent.ShouldBe("Use Z99.81, which is not in the list"));
        picker.Find("#dx").KeyDown(new KeyboardEventArgs { Key = "Enter" });
        picker.WaitForAssertion(() => chosen.ShouldBe(["Z99.81"]));
        picker.Find(".code-chips").TextContent.ShouldContain("not in the list");

        picker.Find("#dx").Input("E1O.621");
        await picker.InvokeAsync(() => Clock.Advance(TimeSpan.FromSeconds(1)));
        picker.Find("#dx").Blur();
        picker.WaitForAssertion(() => picker.Find("[role=alert]").TextContent.ShouldBe("Write the digit 0 instead of the letter O: E10.621."));
        chosen.ShouldBe(["Z99.81"]);
    }

    [Fact]
    public void The_fit_is_shown_to_scale_without_prices_and_taken_with_one_press()
    {
        var taken = 0;
        var panel = Render<FitPanel>(p => p
            .Add(f => f.Size, new WoundSize(5, 2, null)).Add(f => f.Product, "Amnion sheet").Add(f => f.Sizes, [new("2 x 2 cm", 472m, 4), new("2 x 3 cm", 708m, 6)])
            .Add(f => f.Accept, () => taken++));
        panel.Find(".fit-words").TextContent.ShouldContain("1 of 2 x 3 cm and 1 of 2 x 2 cm of Amnion sheet");
        panel.Markup.ShouldNotContain("708");
        panel.FindAll("rect.fit-piece").Count.ShouldBe(2);
        panel.Find("button").Click();
        taken.ShouldBe(1);
    }

    [Fact]
    public void Without_a_wound_nothing_is_suggested_and_without_sheets_it_says_why()
    {
        Render<FitPanel>(p => p.Add(f => f.Product, "X").Add(f => f.Sizes, [])).Markup.Trim().ShouldBeEmpty();
        Render<FitPanel>(p => p.Add(f => f.Size, new WoundSize(1, 1, null)).Add(f => f.Product, "X").Add(f => f.Sizes, [])).Markup.ShouldContain("not sold in sheets");
    }

    private IReadOnlyList<string> chosen = ["nothing chosen"];

    private IRenderedComponent<CodePicker> Picker(IReadOnlyList<string> values)
    {
        IRenderedComponent<CodePicker> picker = null!;
        picker = Render<CodePicker>(p => p
            .Add(c => c.Id, "dx").Add(c => c.Label, "Diagnoses").Add(c => c.System, CodeSystem.Icd10).Add(c => c.Values, values).Add(c => c.Wound, new WoundQuestion(WoundTypes.Diabetic, "Right heel"))
            .Add(c => c.ValuesChanged, EventCallback.Factory.Create<IReadOnlyList<string>>(this, now =>
            {
                chosen = now;
                picker.Render(again => again.Add(c => c.Values, now));
            })));
        return picker;
    }
}
