using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Auditing;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class AuditJourneyTests(MedDistApp app)
{
    [Fact]
    public async Task Ashley_reads_who_changed_what_narrows_it_verifies_the_seals_and_sees_a_records_history()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.GotoAsync(app.Url + "/users?q=Caleb");
        await page.Locator("tbody th a").First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Caleb Turner-Vance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".record-history")).ToContainTextAsync("Caleb Turner-Vance");
        await page.GetByRole(AriaRole.Link, new() { Name = "In the audit trail" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Audit trail");
        await Expect(page.Locator(".audit-table tbody tr").First).ToContainTextAsync("Caleb Turner-Vance");
        await page.GetByLabel("What").SelectOptionAsync("Deleted");
        await Expect(page.Locator(".empty-state")).ToContainTextAsync("No entry is like that");
        await NoViolationsAsync(page, "audit-none");
        await page.GotoAsync(app.Url + "/audit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Expect(page.Locator(".audit-seal")).ToContainTextAsync("nothing was changed past MedDist");
        await Expect(page.Locator(".audit-table tbody tr").First).ToBeVisibleAsync();
        await NoViolationsAsync(page, "audit");
        await page.GotoAsync(app.Url + "/audit/checks");
        await Expect(page.Locator(".table tbody tr").First).ToContainTextAsync("As written");
        await NoViolationsAsync(page, "audit-checks");
        watched.ShouldHaveNoProblems();
    }

    private static async Task NoViolationsAsync(IPage page, string picture)
    {
        await Screenshots.SaveAsync(page, picture);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty(picture);
    }
}
