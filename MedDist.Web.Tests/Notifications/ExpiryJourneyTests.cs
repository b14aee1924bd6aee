using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Notifications;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class ExpiryJourneyTests(MedDistApp app)
{
    [Fact]
    public async Task A_job_run_now_rings_the_colleagues_bell_whose_click_leads_to_the_orders_it_is_about()
    {
        await using var watched = await Chromium.NewPageAsync();
        await using var second = await Chromium.NewPageAsync();
        var (ashley, marcus) = (watched.Page, second.Page);
        await app.SignInAsync(ashley);
        await app.SignInAsync(marcus, "marcus@acme.example");
        await ashley.GotoAsync(app.Url + "/jobs");
        await MedDistApp.LiveAsync(ashley);
        var row = ashley.GetByRole(AriaRole.Row).Filter(new() { HasText = "Expire verifications" });
        await Expect(row).ToContainTextAsync("Not yet.");

        await row.GetByRole(AriaRole.Button, new() { Name = "Run now: Expire verifications" }).ClickAsync();
        await Expect(row).ToContainTextAsync("asked by Ashley Nguyen");
        await Expect(row).ToContainTextAsync("Done");
        (await Axe.ViolationsAsync(ashley)).ShouldBeEmpty();
        await Screenshots.SaveAsync(ashley, "jobs");

        await Expect(marcus.Locator(".bell-count")).ToBeVisibleAsync();
        await marcus.Locator(".bell").ClickAsync();
        var told = marcus.Locator("#notifications a").Filter(new() { HasTextRegex = new Regex("orders? needs? a new IVR: the last one ends before the service date") });
        await Expect(told).ToBeVisibleAsync();
        await Expect(marcus.Locator("#notifications")).ToContainTextAsync("within 7 days");
        (await Axe.ViolationsAsync(marcus)).ShouldBeEmpty();
        await Screenshots.SaveAsync(marcus, "bell-expiry");
        await told.ClickAsync();
        await Expect(marcus).ToHaveURLAsync(new Regex(@"/orders\?ivr=lapsesbefore$"));
        var rows = marcus.Locator(".queue-grid tbody tr[id^=order-]");
        await Expect(rows.Filter(new() { HasNotText = "Lapses before" })).ToHaveCountAsync(0);
        await Expect(rows.First).ToBeVisibleAsync();

        // The same facts again: nothing.
        await row.GetByRole(AriaRole.Button, new() { Name = "Run now: Expire verifications" }).ClickAsync();
        await Expect(row.Locator("summary")).ToContainTextAsync("1 more");
        await Expect(row.Locator("td.number")).ToHaveTextAsync("0");
        watched.ShouldHaveNoProblems();
        second.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task What_one_hears_of_the_words_of_mail_and_the_warnings_are_chosen_on_their_pages()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await GoAsync("/settings/notifications");
        var choice = page.GetByLabel("E-mail: The manufacturer answered by its reply link");
        await choice.SelectOptionAsync("Now");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved." })).ToBeVisibleAsync();
        await GoAsync("/settings/notifications");
        await Expect(choice).ToHaveValueAsync("Now");
        await LookAsync("preferences");

        await GoAsync("/settings/templates/verification.expiring");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello {patient}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("#template-body-below")).ToContainTextAsync("{patient} is not known here.");
        await Expect(page.Locator("#template-body-below")).ToContainTextAsync("{link} is missing.");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Hello {name}, {link}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator(".mail-preview")).ToContainTextAsync("Hello Ashley Nguyen, ");
        await LookAsync("templates");

        await GoAsync("/settings/warnings");
        await page.GetByLabel("Days before the last valid day").FillAsync("30, seven");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".problem")).ToContainTextAsync("Each number of days");
        await LookAsync("warnings");

        await GoAsync("/notifications");
        await page.Locator("main").GetByLabel("Only unread").CheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("unread=yes"));
        await LookAsync("notifications");
        watched.ShouldHaveNoProblems();

        async Task GoAsync(string path)
        {
            await page.GotoAsync(app.Url + path);
            await MedDistApp.LiveAsync(page);
            await Expect(page.Locator("main .skeleton")).ToHaveCountAsync(0);
        }

        async Task LookAsync(string name)
        {
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty(name);
            await Screenshots.SaveAsync(page, name);
        }
    }
}
