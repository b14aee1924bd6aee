using Bunit;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class TypeAheadTests : UiTestContext
{
    private static readonly string[] Sites = ["Left foot", "Left heel", "Right foot", "Sacrum"];
    private readonly List<string?> chosen = [];
    private readonly List<string?> typed = [];
    private readonly List<string> created = [];
    private readonly Dictionary<string, TaskCompletionSource<IReadOnlyList<string>>> asked = [];

    [Fact]
    public void Typing_highlights_the_first_and_Enter_takes_it()
    {
        var field = Short();
        Type(field, "foot");
        Rows(field).ShouldBe(["Left foot", "Right foot"]);
        Input(field).GetAttribute("aria-activedescendant").ShouldBe("site-0");
        field.Find("#site-0").GetAttribute("aria-selected").ShouldBe("true");

        Key(field, "ArrowDown");
        Key(field, "Enter");

        chosen.ShouldBe(["Right foot"]);
        (Input(field).GetAttribute("value"), Input(field).GetAttribute("aria-expanded")).ShouldBe(("Right foot", "false"));
    }

    [Fact]
    public void The_words_come_in_any_order_and_what_begins_with_the_text_comes_first()
    {
        var field = Short("Great left toe", "Left heel");
        Type(field, "left");
        Rows(field).ShouldBe(["Left heel", "Great left toe"]);
        Type(field, "toe left");
        Rows(field).ShouldBe(["Great left toe"]);
    }

    [Fact]
    public void Tab_takes_what_is_highlighted_but_passing_through_takes_nothing()
    {
        var field = Short();
        Key(field, "Tab");
        chosen.ShouldBeEmpty();

        Type(field, "sac");
        Key(field, "Tab");
        chosen.ShouldBe(["Sacrum"]);
    }

    [Fact]
    public void Arrow_down_shows_all_and_goes_round()
    {
        var field = Short();
        Key(field, "ArrowDown");
        Rows(field).ShouldBe(Sites);
        Key(field, "ArrowUp");
        Key(field, "Enter");
        chosen.ShouldBe(["Sacrum"]);

        // What is chosen does not narrow the next look at the list.
        Key(field, "ArrowDown");
        Rows(field).ShouldBe(Sites);
    }

    [Fact]
    public void Escape_closes_and_keeps_the_text()
    {
        var field = Short();
        Type(field, "left");
        Key(field, "Escape");
        (Input(field).GetAttribute("value"), Input(field).GetAttribute("aria-expanded")).ShouldBe(("left", "false"));
        Key(field, "Enter");
        chosen.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_typed_and_not_chosen_is_told_and_a_changed_text_takes_the_choice_back()
    {
        var field = Short();
        Type(field, "sacrum");
        Key(field, "Enter");
        Type(field, "sacru");

        chosen.ShouldBe(["Sacrum", null]);
        typed[^1].ShouldBe("sacru");
        Input(field).Blur();
        Input(field).GetAttribute("value").ShouldBe("sacru");
    }

    [Fact]
    public void The_last_row_creates_from_the_text()
    {
        var field = Render<TypeAhead<string>>(p => Common(p).Add(t => t.Items, Sites).Add(t => t.CreateText, t => $"New site “{t}”").Add(t => t.Create, created.Add));
        Type(field, "elbow");
        Rows(field)[0].ShouldBe("New site “elbow”");
        Key(field, "Enter");
        created.ShouldBe(["elbow"]);
        chosen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Enter_before_the_answer_takes_its_first_row_and_an_older_answer_counts_no_more()
    {
        var field = Searching();
        Type(field, "le");
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        field.WaitForAssertion(() => asked.ShouldContainKey("le"));
        Type(field, "left h");
        Key(field, "Enter");
        field.WaitForAssertion(() => asked.ShouldContainKey("left h"));

        await field.InvokeAsync(() => asked["left h"].SetResult(["Left heel"]));
        await field.InvokeAsync(() => asked["le"].SetResult(["Left foot", "Left heel"]));

        field.WaitForAssertion(() => chosen.ShouldBe(["Left heel"]));
        Input(field).GetAttribute("value").ShouldBe("Left heel");
    }

    [Fact]
    public async Task Letters_typed_quickly_are_one_question()
    {
        var field = Searching();
        foreach (var text in new[] { "l", "le", "lef", "left" })
        {
            Type(field, text);
            Clock.Advance(TimeSpan.FromMilliseconds(40));
        }

        // The field may only now come to wait for the end of the typing.
        for (var looks = 0; looks < 200 && asked.Count == 0; looks++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }

        asked.Keys.ShouldBe(["left"]);
    }

    [Fact]
    public void A_page_that_draws_again_while_one_types_overwrites_nothing_and_later_it_does()
    {
        var field = Short();
        Type(field, "lef");
        field.Render(p => p.Add(t => t.Value, "Sacrum"));
        Input(field).GetAttribute("value").ShouldBe("lef");

        Input(field).Blur();
        field.Render(p => p.Add(t => t.Value, "Right foot"));
        Input(field).GetAttribute("value").ShouldBe("Right foot");
    }

    [Fact]
    public void A_choice_from_another_tab_is_shown_at_once_also_in_a_field_that_was_typed_in_and_not_left()
    {
        var field = Short();
        Type(field, "lef");
        field.Render(p => p.Add(t => t.Value, "Sacrum").Add(t => t.Replacements, 1));
        (Input(field).GetAttribute("value"), Input(field).GetAttribute("aria-expanded")).ShouldBe(("Sacrum", "false"));

        Type(field, "rig");
        field.Render(p => p.Add(t => t.Value, "Left foot"));
        Input(field).GetAttribute("value").ShouldBe("rig");
    }

    [Fact]
    public void A_field_that_is_left_before_its_answer_closes_with_it_and_shows_what_comes_later()
    {
        var field = Searching();
        Type(field, "left");
        Clock.Advance(TimeSpan.FromMilliseconds(200));
        field.WaitForAssertion(() => asked.Keys.ShouldBe(["left"]));
        Input(field).Blur();
        _ = field.InvokeAsync(() => asked["left"].SetResult(["Left foot"]));
        field.WaitForAssertion(() => Input(field).GetAttribute("aria-expanded").ShouldBe("false"));
        field.Render(p => p.Add(t => t.Value, "Sacrum"));
        Input(field).GetAttribute("value").ShouldBe("Sacrum");
    }

    [Fact]
    public void A_problem_is_tied_to_the_field()
    {
        var field = Render<TypeAhead<string>>(p => Common(p).Add(t => t.Items, Sites).Add(t => t.Problem, "Choose a site."));
        Input(field).GetAttribute("aria-invalid").ShouldBe("true");
        field.Find("#" + Input(field).GetAttribute("aria-describedby")).TextContent.Trim().ShouldBe("Choose a site.");
    }

    private IRenderedComponent<TypeAhead<string>> Short(params string[] items) => Render<TypeAhead<string>>(p => Common(p).Add(t => t.Items, items.Length > 0 ? items : Sites));

    private IRenderedComponent<TypeAhead<string>> Searching() => Render<TypeAhead<string>>(p => Common(p).Add(t => t.Search, (text, _) =>
        (asked[text] = new()).Task));

    private ComponentParameterCollectionBuilder<TypeAhead<string>> Common(ComponentParameterCollectionBuilder<TypeAhead<string>> p) =>
        p.Add(t => t.Id, "site").Add(t => t.Label, "Site").Add(t => t.Text, s => s).Add(t => t.ValueChanged, v => chosen.Add(v)).Add(t => t.TypedChanged, v => typed.Add(v));

    private static AngleSharp.Dom.IElement Input(IRenderedComponent<TypeAhead<string>> field) => field.Find("input");

    private static List<string> Rows(IRenderedComponent<TypeAhead<string>> field) => [.. field.FindAll("li").Select(r => r.TextContent.Trim())];

    // Found and told in one go: a drawing in between would give the input another handler.
    private static void Type(IRenderedComponent<TypeAhead<string>> field, string text) => _ = field.InvokeAsync(() => { _ = Input(field).InputAsync(new ChangeEventArgs { Value = text }); });

    private static void Key(IRenderedComponent<TypeAhead<string>> field, string key) => _ = field.InvokeAsync(() => { _ = Input(field).KeyDownAsync(new KeyboardEventArgs { Key = key }); });
}
