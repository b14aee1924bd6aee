using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Organizations;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class OrganizationJourneyTests(MedDistApp app)
{
    [Fact]
    public async Task Ashley_makes_a_customer_with_a_facility_puts_it_on_hold_and_merges_no_payer_by_accident()
    {
        await using var ashley = await Chromium.NewPageAsync();
        var page = ashley.Page;
        await app.SignInAsync(page);
        await page.GotoAsync(app.Url + "/organizations");
        await Expect(page.Locator(".place-leaf").First).ToBeVisibleAsync();
        await NoViolationsAsync(page, "organizations");
        await page.Keyboard.PressAsync("n");
        await page.GetByLabel("Tax id (EIN)").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator(".form-summary")).ToContainTextAsync("2 fields need another look");
        await NoViolationsAsync(page, "organization-new-wrong");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Tamarack Wound Care");
        await page.GetByLabel("Tax id (EIN)").FillAsync("89-5550101");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tamarack Wound Care");
        await page.GetByRole(AriaRole.Link, new() { Name = "New facility" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("New facility");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Tamarack Main");
        await page.GetByLabel("NPI").FillAsync("1234567893");
        await page.Locator("#facility-at-line1").FillAsync("7 Pine Way");
        await page.Locator("#facility-at-city").FillAsync("Chicago");
        await page.Locator("#facility-at-state").FillAsync("IL");
        await page.Locator("#facility-at-zip").FillAsync("60614");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tamarack Main");
        await Expect(page.Locator("#facility-files-title")).ToBeVisibleAsync();
        await NoViolationsAsync(page, "facility");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put on hold" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync("The licence is missing.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Put on hold" }).ClickAsync();
        await Expect(page.Locator(".page-header")).ToContainTextAsync("The licence is missing.");

        await page.GotoAsync(app.Url + "/payers");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await NoViolationsAsync(page, "payers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lantern Health PPO (demo)" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Keep this payer" }).FillAsync("cobalt");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("to Cobalt HMO (demo). This cannot be undone.");
        await NoViolationsAsync(page, "payer-merge");
        await page.Keyboard.PressAsync("Escape");
        await NoViolationsAsync(page, "payer");
        ashley.ShouldHaveNoProblems();
    }

    private static async Task NoViolationsAsync(IPage page, string picture)
    {
        await Screenshots.SaveAsync(page, picture);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty(picture);
    }
}
