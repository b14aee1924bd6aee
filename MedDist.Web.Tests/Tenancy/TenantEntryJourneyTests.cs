using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Tenancy;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class TenantEntryJourneyTests(MedDistApp app)
{
    [Fact]
    public async Task A_super_admin_enters_a_tenant_with_a_reason_and_leaves_again()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page, MedDistApp.SuperAdmin);
        await Expect(page).ToHaveTitleAsync("Tenants · MedDist");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToHaveCountAsync(0);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems();
        await Screenshots.SaveAsync(page, "tenants");

        var row = page.GetByRole(AriaRole.Row, new() { Name = "Acme Medical Distribution" });
        await row.GetByRole(AriaRole.Textbox).FillAsync("Ticket 4711");
        await row.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await MedDistApp.LiveAsync(page);

        var banner = page.Locator(".entered");
        await Expect(banner).ToContainTextAsync("You are in Acme Medical Distribution as super admin.");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, "tenant-entered");

        await banner.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Tenants · MedDist");
        await Expect(banner).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Without_a_reason_the_answer_says_what_to_write()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page, MedDistApp.SuperAdmin);
        await page.EvaluateAsync("document.querySelectorAll('form.enter').forEach(f => f.noValidate = true)");

        await page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write why you enter this tenant");
    }
}
