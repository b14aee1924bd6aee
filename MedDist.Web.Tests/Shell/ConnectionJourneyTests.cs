using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Shell;

/// <summary>A process of its own, because it is frozen and killed.</summary>
public sealed class FragileApp : MedDistApp
{
    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string> { ["Demo:Orders"] = "4" };
}

[Trait("Category", "Browser")]
public sealed class ConnectionJourneyTests(FragileApp app) : IClassFixture<FragileApp>
{
    [Fact]
    public async Task A_lost_connection_blocks_the_page_says_so_and_heals_by_itself()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.Keyboard.PressAsync("Control+k");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search orders, go to a page" });
        await Expect(box).ToBeFocusedAsync();

        await app.Process.CrashAsync();
        await Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("lost");
        await Expect(page.Locator(".palette input")).ToHaveValueAsync("");
        await Screenshots.SaveAsync(page, "shell-connection-lost");
        await app.Process.RestartAsync();

        // The new process knows nothing of the old circuit: the page is loaded again, and the sign-in holds.
        await Expect(page.GetByText("Connection lost")).Not.ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await MedDistApp.LiveAsync(page);
        page.Url.ShouldNotContain("sign-in");
    }
}
