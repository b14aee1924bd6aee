using Bunit;
using MedDist.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class ShortcutsTests : UiTestContext
{
    private readonly List<string> pressed = [];

    private KeyMap Keys => Services.GetRequiredService<KeyMap>();

    [Fact]
    public async Task A_page_takes_a_key_over_and_gives_it_back_when_it_goes()
    {
        AddKeys("Everywhere", ("/", "Search everything"), ("?", "Help"));
        var page = AddKeys("Orders", ("/", "Search these orders"));

        await PressAsync("/");
        await page.InvokeAsync(page.Instance.Leave);
        await PressAsync("/");

        pressed.ShouldBe(["Search these orders", "Search everything"]);
    }

    [Fact]
    public void The_help_lists_the_page_first_and_only_keys_that_work()
    {
        AddKeys("Everywhere", ("/ ctrl+k", "Search everything"), ("?", "Help"));
        AddKeys("Orders", ("/", "Search these orders"), ("j arrowdown", "Next order"));
        var help = Render<ShortcutHelp>();

        help.InvokeAsync(help.Instance.Show);

        help.FindAll("h3").Select(h => h.TextContent).ShouldBe(["Orders", "Everywhere"]);
        help.FindAll("dl div").Select(d => string.Join(' ', d.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ShouldBe(
            ["/Search these orders", "J or ↓Next order", "CtrlKSearch everything", "?Show this list"]);
    }

    [Fact]
    public async Task A_disabled_shortcut_is_neither_listed_nor_called()
    {
        var approve = Render<Shortcut>(p => p.Add(s => s.Keys, "a").Add(s => s.Text, "Approve").Add(s => s.Press, () => pressed.Add("a")).Add(s => s.Enabled, false));
        await PressAsync("a");
        Keys.Wanted.ShouldBeEmpty();

        approve.Render(p => p.Add(s => s.Enabled, true));
        await PressAsync("a");

        pressed.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_key_calls_what_the_latest_render_says()
    {
        var part = Render<Shortcut>(p => p.Add(s => s.Keys, "a").Add(s => s.Text, "Approve").Add(s => s.Press, () => pressed.Add("first")));
        part.Render(p => p.Add(s => s.Press, () => pressed.Add("second")));

        await PressAsync("a");

        pressed.ShouldBe(["second"]);
    }

    private Task PressAsync(string key) => Renderer.Dispatcher.InvokeAsync(() => Keys.PressAsync(key));

    private IRenderedComponent<KeysOfAPage> AddKeys(string title, params (string Keys, string Text)[] keys) =>
        Render<KeysOfAPage>(p => p.Add(k => k.Title, title).Add(k => k.List, keys).Add(k => k.Pressed, pressed.Add));
}
