using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Reports;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class DashboardJourneyTests(MedDistApp app)
{
    [Theory]
    [InlineData("light", 1440, 900)]
    [InlineData("dark", 820, 1180)]
    public async Task A_tile_leads_to_a_list_of_as_many_rows_and_a_chart_has_its_table(string look, int width, int height)
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.Context.AddCookiesAsync([new() { Name = "theme", Value = look == "dark" ? "standard-dark" : "standard", Url = app.Url }]);
        await page.SetViewportSizeAsync(width, height);
        await OpenAsync(page, "/");
        await Expect(page.GetByText("America/Chicago")).ToBeVisibleAsync();
        await SeenAsync(page, $"dashboard-coordinator-{look}");

        // A tile by the keyboard: its number is that of the list.
        var shown = await page.Locator("#tile-failed .tile-number").InnerTextAsync();
        await page.Locator("#tile-failed").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/orders?tab=failed");
        await Expect(page.Locator(".queue-tabs a[aria-current=page] .count")).ToHaveTextAsync(shown);

        await OpenAsync(page, "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(page.Locator("#tile-volume .tile-number")).ToBeVisibleAsync();
        await SeenAsync(page, $"dashboard-manager-{look}");
        await page.Locator("#dashboard-manufacturer").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.WaitForURLAsync("**/?view=manager&manufacturer=*");
        await Expect(page.Locator("#shares-title")).ToHaveTextAsync("Orders received by facility");
        await page.Locator("section[aria-labelledby=received-title] button").ClickAsync();
        await Expect(page.Locator("#received-body tbody tr")).Not.ToHaveCountAsync(0);
        await SeenAsync(page, $"dashboard-manager-narrowed-{look}");
        watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("rivera@larkspur.example", "light", 820, 1180)]
    [InlineData("dana@acme.example", "dark", 1440, 900)]
    public async Task Who_orders_and_who_sells_find_their_own_work(string email, string look, int width, int height)
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page, email);
        await page.Context.AddCookiesAsync([new() { Name = "theme", Value = look == "dark" ? "standard-dark" : "standard", Url = app.Url }]);
        await page.SetViewportSizeAsync(width, height);
        await OpenAsync(page, "/?view=manager");
        (await page.Locator(".chart").CountAsync()).ShouldBe(0);
        await SeenAsync(page, $"dashboard-{email.Split('@')[0]}-{look}");
        watched.ShouldHaveNoProblems();
    }

    private async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(app.Url + path);
        await MedDistApp.LiveAsync(page);
        await Expect(page.Locator(".tile-number").First).ToBeVisibleAsync();
    }

    private static async Task SeenAsync(IPage page, string name)
    {
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, name);
    }
}
