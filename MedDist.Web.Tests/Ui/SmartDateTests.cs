using Bunit;
using MedDist.Core.Kernel;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class SmartDateTests : UiTestContext
{
    private readonly List<DateOnly?> days = [];
    private readonly List<string?> unread = [];

    private DateOnly Today => DayCount.DayOf(Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));

    [Fact]
    public void A_short_date_is_read_back_and_written_out_when_the_field_is_left()
    {
        var field = Field();
        field.Find("input").Input("+3");
        field.Find("input").GetAttribute("value").ShouldBe("+3");
        days.ShouldBe([Today.AddDays(3)]);
        field.Find("#service-read").TextContent.Trim().ShouldBe(UserClock.Exact(Today.AddDays(3)));

        field.Find("input").Blur();
        field.Find("input").GetAttribute("value").ShouldBe(SmartDay.Text(Today.AddDays(3)));
        days.Count.ShouldBe(1);
    }

    [Fact]
    public void What_is_no_date_is_said_when_the_field_is_left_and_is_kept()
    {
        var field = Field();
        field.Find("input").Input("25/6");
        field.FindAll(".problem").ShouldBeEmpty();
        field.Find("input").Blur();

        field.Find(".problem").TextContent.ShouldBe("There is no month 25. The month comes first: 6/25.");
        (field.Find("input").GetAttribute("value"), field.Find("input").GetAttribute("aria-invalid")).ShouldBe(("25/6", "true"));
        unread.ShouldBe(["25/6"]);

        field.Find("input").Input("6/25");
        field.FindAll(".problem").ShouldBeEmpty();
        unread[^1].ShouldBeNull();
    }

    [Fact]
    public void A_page_that_draws_again_while_one_types_overwrites_nothing()
    {
        var field = Field();
        field.Find("input").Input("12/2");
        field.Render(p => p.Add(d => d.Value, new DateOnly(2026, 12, 2)));
        field.Find("input").GetAttribute("value").ShouldBe("12/2");

        field.Find("input").Blur();
        field.Render(p => p.Add(d => d.Value, new DateOnly(2027, 1, 4)));
        field.Find("input").GetAttribute("value").ShouldBe("1/4/2027");
    }

    [Fact]
    public void A_day_from_another_tab_is_shown_at_once_also_in_a_field_that_was_typed_in_and_not_left()
    {
        var field = Field();
        field.Find("input").Input("12/2");
        field.Render(p => p.Add(d => d.Value, new DateOnly(2026, 12, 2)).Add(d => d.Replacements, 1));
        field.Find("input").GetAttribute("value").ShouldBe("12/2");
        field.Render(p => p.Add(d => d.Value, new DateOnly(2027, 1, 4)));
        field.Find("input").GetAttribute("value").ShouldBe("1/4/2027");

        // The next letter is one's own again.
        field.Find("input").Input("12/3");
        field.Render(p => p.Add(d => d.Value, new DateOnly(2027, 1, 4)));
        field.Find("input").GetAttribute("value").ShouldBe("12/3");
    }

    [Fact]
    public void A_kept_text_comes_back_with_what_is_wrong_with_it()
    {
        var field = Render<SmartDate>(p => p.Add(d => d.Id, "service").Add(d => d.Label, "Service date").Add(d => d.Unread, "6/31"));
        (field.Find("input").GetAttribute("value"), field.Find(".problem").TextContent).ShouldBe(("6/31", "June has no day 31."));
    }

    private IRenderedComponent<SmartDate> Field() => Render<SmartDate>(p => p.Add(d => d.Id, "service").Add(d => d.Label, "Service date")
        .Add(d => d.ValueChanged, v => days.Add(v)).Add(d => d.UnreadChanged, v => unread.Add(v)));
}
