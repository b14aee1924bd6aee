using MedDist.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

public sealed class EffortTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(1, 3, 0, 0, 1.95)]
    [InlineData(1, 0, 1, 0, 2.65)]
    [InlineData(5, 9, 1, 1, 10.25)]
    public void The_seconds_are_those_of_the_keystroke_level_model(int interactions, int keys, int clicks, int moves, double seconds) =>
        new Effort(interactions, keys, clicks, moves).Seconds.ShouldBe(seconds, 0.001);

    [Fact]
    [Trait("Category", "Browser")]
    public async Task The_browser_counts_what_hands_do_and_nothing_that_a_script_does()
    {
        await using var watched = await Chromium.NewPageAsync();
        await Effort.CountAsync(watched.Context);
        var page = watched.Page;
        await page.RouteAsync("http://localhost/*", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>x</title><input id=a><input id=b><input id=c><input id=d><input id=e>" }));
        await page.GotoAsync("http://localhost/counted");
        await page.EvaluateAsync("document.getElementById('a').dispatchEvent(new KeyboardEvent('keydown', { key: 'x', bubbles: true })); document.getElementById('a').focus()");
        await page.Keyboard.TypeAsync("ab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("+9");
        await page.Keyboard.PressAsync("Enter");
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("#e").ClickAsync();
        await page.Keyboard.TypeAsync("A");

        // A field, two passed over, a field with Enter, a command, a click; the letter belongs to the field that was clicked.
        (await Effort.OfAsync(page)).ShouldBe(new Effort(5, 3 + 2 + 4 + 2 + 2, 1, 2));
    }
}
