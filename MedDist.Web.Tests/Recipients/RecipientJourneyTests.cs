using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Recipients;

[Trait("Category", "Browser")]
[Collection(RecipientApp.Shared)]
public sealed class RecipientJourneyTests(RecipientApp app)
{
    private static readonly ViewportSize Desk = new() { Width = 1440, Height = 900 };
    private static readonly ViewportSize Tablet = new() { Width = 820, Height = 1180 };

    [Fact]
    public async Task Somebody_is_found_shown_on_purpose_and_a_new_policy_number_has_the_IVR_redone()
    {
        await using var watched = await app.OpenAsync("/recipients", Desk);
        var page = watched.Page;
        await RecipientApp.SearchAsync(page, "MRN-100004");
        var rows = page.Locator(".recipients tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        var name = (await rows.Locator("th a").TextContentAsync())!;
        page.Url.ShouldEndWith("/recipients");
        await Screenshots.SaveAsync(page, "recipients-found");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        // Name in any order.
        await page.Locator("#recipient-search").FillAsync(string.Join(' ', name.Split(' ').Reverse()).ToUpperInvariant());
        await Expect(rows.Locator("th").First).ToHaveTextAsync(name);
        await rows.Locator("th a").First.ClickAsync();
        await Expect(page.Locator(".person-reveal strong")).ToHaveTextAsync(new Regex("^\\w••• \\w•••$"));
        await Expect(page.Locator("main")).Not.ToContainTextAsync(name);
        (await page.TitleAsync()).ShouldBe("Recipient · MedDist");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show name" }).ClickAsync();
        await Expect(page.Locator(".person-reveal strong")).ToHaveTextAsync(name);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Facts" })).ToContainTextAsync("MRN-100004");
        await Screenshots.SaveAsync(page, "recipient-revealed", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        // Paper shows what the screen shows, without its buttons, and is recorded.
        var orders = page.GetByRole(AriaRole.Region, new() { Name = "Orders" });
        await Expect(orders.GetByRole(AriaRole.Link, new() { Name = "New order" })).ToHaveAttributeAsync("href", new Regex("^/orders/new\\?recipient="));
        await Expect(orders.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Order again") }).First).ToHaveAttributeAsync("href", new Regex("^/orders/new\\?from="));
        await page.EvaluateAsync("() => { window.print = () => { window.printed = true; dispatchEvent(new Event('beforeprint')); } }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Print" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.printed");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "New order" })).ToBeHiddenAsync();
        await Screenshots.SaveAsync(page, "recipient-print", wholePage: true);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        var coverage = page.GetByRole(AriaRole.Region, new() { Name = "Coverage" });
        await coverage.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Change primary policy") }).ClickAsync();
        await coverage.Locator("#policy-number").FillAsync("1SG4TE5MK73X");
        await coverage.Locator("#policy-plan").SelectOptionAsync("Medicare Advantage");
        await Screenshots.SaveAsync(page, "recipient-policy");
        await coverage.GetByRole(AriaRole.Button, new() { Name = "Save policy" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("to be done again");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Verifications" })).ToContainTextAsync("To be redone");
        await Expect(page.Locator(".page-header")).ToContainTextAsync("to be redone");
        await Expect(coverage).ToContainTextAsync("1SG4TE5MK73X");
        await Screenshots.SaveAsync(page, "recipient-redo", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems();

        await app.GoAsync(page, "/recipients");
        await Expect(page.Locator(".recent-recipients")).ToContainTextAsync("•••");
        await Expect(page.Locator(".recent-recipients")).Not.ToContainTextAsync(name);
        await Screenshots.SaveAsync(page, "recipients-recent");
        var logs = string.Concat(Directory.GetFiles(Path.Combine(app.Process.Folder, "logs")).Select(Read));
        logs.ShouldNotContain(name);
        logs.ShouldNotContain("MRN-100004");
    }

    [Fact]
    public async Task A_new_patient_is_entered_by_keyboard_with_a_warning_of_duplicates_and_mistakes_at_their_fields()
    {
        await using var watched = await app.OpenAsync("/recipients", Desk);
        var page = watched.Page;
        await RecipientApp.SearchAsync(page, "MRN-100008");
        var row = page.Locator(".recipients tbody tr").First;
        await Expect(row).ToBeVisibleAsync();
        var known = (await row.Locator("th a").TextContentAsync())!.Split(' ');
        var born = DateOnly.ParseExact((await row.Locator("td").First.TextContentAsync())!, "d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#new-first")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToContainTextAsync("Write the patient's first name.");
        await Expect(page.Locator("main")).ToContainTextAsync("fields need another look");
        await page.Locator(".form-summary").GetByRole(AriaRole.Button, new() { Name = "Date of birth" }).ClickAsync();
        await Expect(page.Locator("#new-born")).ToBeFocusedAsync();
        await Screenshots.SaveAsync(page, "recipient-new-mistakes");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await page.Locator("#new-first").FocusAsync();
        await page.Keyboard.TypeAsync(known[0]);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(known[^1]);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(born.ToString("M/d/yyyy", System.Globalization.CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".duplicates")).ToContainTextAsync("Same name and date of birth");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use this patient" })).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "recipient-new-duplicate");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        // Not the same: another day.
        await page.Locator("#new-born").FillAsync("7/9/1948");
        await Expect(page.Locator(".duplicates")).ToHaveCountAsync(0);
        await page.Locator("#new-phone").FillAsync("112-555-0142");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#new-phone-below")).ToContainTextAsync("No phone number has the area code 112.");
        await page.Locator("#new-phone").FillAsync("312 555 0142");
        await page.Locator("#primary-payer").FocusAsync();
        await page.Keyboard.TypeAsync("medicare part");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#primary-plan")).ToHaveValueAsync("0");
        await page.Locator("#primary-number").FillAsync("1EG4-TE5-MB73");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#primary-number-below")).ToContainTextAsync("which Medicare numbers never hold");
        await page.Locator("#primary-number").FillAsync("1eg4-te5-mk73");
        await Expect(page.Locator("#primary-number-below")).ToContainTextAsync("1EG4-TE5-MK73 has the form of a Medicare number");
        await Screenshots.SaveAsync(page, "recipient-new-filled", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/recipients/[0-9a-f-]{36}$"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Coverage" })).ToContainTextAsync("•••MK73");

        var reminders = page.GetByRole(AriaRole.Region, new() { Name = "Reminders" });
        await reminders.GetByRole(AriaRole.Button, new() { Name = "Add reminder" }).ClickAsync();
        await reminders.GetByLabel("About").FillAsync("Insurance card");
        await reminders.GetByLabel("What to see to").FillAsync("Copy both sides.");
        await reminders.GetByLabel("Due").FillAsync("+2");
        await reminders.GetByRole(AriaRole.Button, new() { Name = "Save reminder" }).ClickAsync();
        await reminders.GetByRole(AriaRole.Button, new() { Name = "Mark as done: Insurance card" }).ClickAsync();
        await page.Locator("#confirm-comment").FillAsync("Copied and filed.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(reminders).ToContainTextAsync("Copied and filed. (Ashley Nguyen");
        await Screenshots.SaveAsync(page, "recipient-reminder", wholePage: true);
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Office_staff_find_their_own_peoples_and_nobody_else()
    {
        await using var everybody = await app.OpenAsync("/recipients", Desk);
        await RecipientApp.SearchAsync(everybody.Page, "MRN-1000");
        var all = everybody.Page.Locator(".recipients tbody tr");
        await Expect(all.First).ToBeVisibleAsync();
        var strangers = await everybody.Page.Locator(".recipients tbody tr").EvaluateAllAsync<string[]>("rows => rows.filter(r => !r.innerText.includes('Sunfield')).map(r => r.querySelector('a').getAttribute('href'))");
        strangers.ShouldNotBeEmpty();

        await using var watched = await app.OpenAsync("/recipients", Desk, who: RecipientApp.Office);
        var page = watched.Page;
        await RecipientApp.SearchAsync(page, "MRN-1000");
        await Expect(page.Locator(".recipients tbody tr").First).ToBeVisibleAsync();
        (await page.Locator(".recipients tbody tr").CountAsync()).ShouldBeLessThan(20);
        await app.GoAsync(page, strangers[^1]);
        await Expect(page.Locator(".empty-state, .recipient")).ToHaveCountAsync(1);
        await Expect(page.Locator(".empty-state")).ToContainTextAsync("not yours to see");
    }

    [Theory]
    [InlineData("standard", "light")]
    [InlineData("standard-dark", "dark")]
    public async Task The_pages_look_right_in_both_looks_and_sizes(string theme, string name)
    {
        foreach (var (size, label) in new[] { (Desk, "wide"), (Tablet, "narrow") })
        {
            await using var watched = await app.OpenAsync("/recipients", size, theme);
            var page = watched.Page;
            await RecipientApp.SearchAsync(page, "MRN-10000");
            await Expect(page.Locator(".recipients tbody tr").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(page, $"recipients-{name}-{label}");
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            await page.Locator("#recipient-search").FillAsync("zzzz");
            await Expect(page.Locator(".empty-state")).ToContainTextAsync("Nobody found");
            await Screenshots.SaveAsync(page, $"recipients-empty-{name}-{label}");
            await page.Locator("#recipient-search").FillAsync("MRN-100006");
            await page.Locator(".recipients tbody tr a").First.ClickAsync();
            await Expect(page.Locator(".recipient .policy").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(page, $"recipient-{name}-{label}", wholePage: true);
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            await page.GetByRole(AriaRole.Region, new() { Name = "Facts" }).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
            await Expect(page.Locator("#edit-first")).ToBeVisibleAsync();
            await Screenshots.SaveAsync(page, $"recipient-edit-{name}-{label}", wholePage: true);
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            watched.ShouldHaveNoProblems();
        }
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd();
    }
}
