using Bunit;
using Radzen;
using Radzen.Blazor;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Support;

public sealed class BunitTests : BunitContext
{
    public BunitTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
    }

    [Fact]
    public void A_part_is_rendered_and_compared_by_meaning()
    {
        var text = Render<RadzenText>(p => p.AddChildContent("hello"));

        text.MarkupMatches("<p class=\"rz-text-body1\" diff:ignoreAttributes>  hello </p>");
        Should.Throw<HtmlEqualException>(() => text.MarkupMatches("<p>bye</p>"));
    }

    [Fact]
    public void A_part_answers_clicks()
    {
        var clicks = 0;
        var button = Render<RadzenButton>(p => p.Add(b => b.Text, "Go").Add(b => b.Click, () => clicks++));

        button.Find("button").Click();

        button.WaitForAssertion(() => clicks.ShouldBe(1));
    }
}
