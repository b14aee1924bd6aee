using System.Globalization;
using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Notifications;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed partial class BellJourneyTests(MedDistApp app)
{
    [Fact]
    public async Task What_is_read_in_one_tab_is_read_in_the_other()
    {
        await using var watched = await Chromium.NewPageAsync();
        var first = watched.Page;
        await app.SignInAsync(first, "olivia@bluebird.example");
        var second = await watched.Context.NewPageAsync();
        await second.GotoAsync(app.Url + "/forbidden");
        await MedDistApp.LiveAsync(second);
        var bell = first.Locator(".bell");
        var unread = int.Parse(Number().Match((await bell.GetAttributeAsync("aria-label"))!).Value, CultureInfo.InvariantCulture);

        await bell.FocusAsync();
        await first.Keyboard.PressAsync("Enter");
        await first.GetByRole(AriaRole.Button, new() { Name = "Mark as read:" }).First.ClickAsync();
        await Expect(second.Locator(".bell")).ToHaveAttributeAsync("aria-label", unread == 1 ? "Notifications" : $"Notifications, {unread - 1} unread");
        (await Axe.ViolationsAsync(first)).ShouldBeEmpty();
        await Screenshots.SaveAsync(first, "notifications");

        await first.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await Expect(bell).ToHaveAttributeAsync("aria-label", "Notifications");
        await Expect(second.Locator(".bell-count")).ToHaveCountAsync(0);
        await first.Keyboard.PressAsync("Escape");
        await Expect(first.Locator("#notifications")).Not.ToBeVisibleAsync();
        await Expect(bell).ToBeFocusedAsync();
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
