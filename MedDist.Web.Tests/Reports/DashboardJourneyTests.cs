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
        await PointsByKeyboardAsync(page, look);
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
        await Expect(page.Locator("#received-title")).ToHaveTextAsync("Orders submitted");
        (await page.Locator(".chart").CountAsync()).ShouldBe(2);
        (await page.Locator("#received-body [data-point]").CountAsync()).ShouldBe(28);
        await SeenAsync(page, $"dashboard-{email.Split('@')[0]}-{look}");
        watched.ShouldHaveNoProblems();
    }

    /// <summary>A chart is one tab stop; arrows go from point to point, each says what it is, and leads to its list.</summary>
    private static async Task PointsByKeyboardAsync(IPage page, string look)
    {
        foreach (var chart in new[] { "#received-body", "#ages-body", "#shares-body" })
        {
            await Expect(page.Locator($"{chart} [data-point][tabindex='0']")).ToHaveCountAsync(1);
        }

        var (points, last) = (page.Locator("#received-body [data-point]"), await page.Locator("#received-body [data-point]").CountAsync() - 1);
        await points.Nth(last).FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(points.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(points.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(points.Nth(last - 1)).ToBeFocusedAsync();
        await Expect(points.Nth(last - 1)).ToHaveAttributeAsync("tabindex", "0");
        await Expect(points.Nth(last - 1)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@": [\d,]+ orders$"));
        await Screenshots.SaveAsync(page, $"dashboard-point-{look}");

        // From the chart the next stop is outside of it.
        await page.Keyboard.PressAsync("Tab");
        await Expect(points.Nth(last)).Not.ToBeFocusedAsync();
        await page.Locator("#ages-body [data-point]").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#ages-body [data-point]").Nth(1)).ToBeFocusedAsync();
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
