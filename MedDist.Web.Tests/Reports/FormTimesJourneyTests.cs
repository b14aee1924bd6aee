using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Reports;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class FormTimesJourneyTests(MedDistApp app)
{
    [Theory]
    [InlineData("light", 1440, 900)]
    [InlineData("dark", 820, 1180)]
    public async Task Times_stand_by_facility_and_the_days_stand_in_the_address(string look, int width, int height)
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.Context.AddCookiesAsync([new() { Name = "theme", Value = look == "dark" ? "standard-dark" : "standard", Url = app.Url }]);
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync(app.Url + "/reports/form-times");
        await MedDistApp.LiveAsync(page);
        await Expect(page.Locator(".form-times tbody tr").First).ToContainTextAsync("All facilities");
        (await page.Locator(".form-times tbody tr").CountAsync()).ShouldBeGreaterThan(2);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, $"form-times-{look}");

        await page.GetByRole(AriaRole.Link, new() { Name = "7 days" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "7 days" })).ToHaveAttributeAsync("aria-current", "page");
        page.Url.ShouldContain("from=");
        await page.GotoAsync(app.Url + "/reports/form-times?from=2001-01-01&to=2001-01-31");
        await Expect(page.Locator(".empty-state")).ToContainTextAsync("No orders in these days");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, $"form-times-empty-{look}");
        watched.ShouldHaveNoProblems();
    }
}
