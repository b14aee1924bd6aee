using Bunit;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class PersonRevealTests : UiTestContext
{
    private int asked;

    [Fact]
    public void A_name_is_shown_on_purpose_for_half_a_minute_and_each_time_is_asked_for()
    {
        List<bool> told = [];
        var person = Render<PersonReveal>(p => p.Add(r => r.Masked, "J••• P•••").Add(r => r.MayReveal, true).Add(r => r.Reveal, AskAsync).Add(r => r.Shown, told.Add));
        person.Find("strong").TextContent.ShouldBe("J••• P•••");

        person.Find("button").Click();
        person.Find("strong").TextContent.ShouldBe("Jane Public");
        Clock.Advance(TimeSpan.FromSeconds(29));
        person.Find("strong").TextContent.ShouldBe("Jane Public");
        Clock.Advance(TimeSpan.FromSeconds(2));
        person.WaitForAssertion(() => person.Find("strong").TextContent.ShouldBe("J••• P•••"));

        person.Find("button").Click();
        person.Find("button").Click();
        person.Find("strong").TextContent.ShouldBe("J••• P•••");
        (asked, told.Count).ShouldBe((2, 4));
    }

    [Fact]
    public void Another_person_is_hidden_again_and_who_may_not_has_no_button()
    {
        var person = Render<PersonReveal>(p => p.Add(r => r.Masked, "J••• P•••").Add(r => r.MayReveal, true).Add(r => r.Reveal, AskAsync));
        person.Find("button").Click();
        person.Render(p => p.Add(r => r.Masked, "A••• B•••"));
        person.Find("strong").TextContent.ShouldBe("A••• B•••");

        person.Render(p => p.Add(r => r.MayReveal, false));
        person.FindAll("button").ShouldBeEmpty();
        person.Render(p => p.Add(r => r.MayReveal, true).Add(r => r.Masked, null).Add(r => r.None, "No recipient"));
        person.Find("strong").TextContent.ShouldBe("No recipient");
        person.FindAll("button").ShouldBeEmpty();
    }

    private Task<string?> AskAsync()
    {
        asked++;
        return Task.FromResult<string?>("Jane Public");
    }
}
