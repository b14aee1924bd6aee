using System.Text.RegularExpressions;
using MedDist.Web.Tests.Integrations;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Manufacturers;

[Trait("Category", "Browser")]
[Collection(OutboxApp.Shared)]
public sealed class ManufacturerJourneyTests(OutboxApp app)
{
    private static readonly ViewportSize Desk = new() { Width = 1440, Height = 900 };
    private static readonly ViewportSize Tablet = new() { Width = 820, Height = 1180 };

    [Fact]
    public async Task A_contact_is_found_checked_and_changed_in_place()
    {
        await using var watched = await app.OpenAsync("/manufacturers", Desk);
        var page = watched.Page;
        await Expect(page.Locator(".manufacturers tbody tr").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#manufacturer-search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("pinecrest");
        await Expect(page).ToHaveURLAsync(new Regex("/manufacturers\\?q=pinecrest$"));
        var rows = page.Locator(".manufacturers tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("No contact");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pinecrest Regenerative" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pinecrest Regenerative");

        var card = page.GetByRole(AriaRole.Group, new() { Name = "Orders", Exact = true });
        await Expect(card).ToContainTextAsync("No contact: orders cannot be forwarded.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Edit contacts for Orders" }).ClickAsync();
        await card.GetByLabel("To", new() { Exact = true }).FillAsync("orders@pinecrest");
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(card).ToContainTextAsync("“orders@pinecrest” lacks the end of its domain. Write it like orders@pinecrest.com.");
        await Screenshots.SaveAsync(page, "manufacturer-wrong-address");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await card.GetByLabel("To", new() { Exact = true }).FillAsync("orders@pinecrest.example");
        await card.GetByLabel("Note").FillAsync("Ask for Jo on rush orders.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("Contacts for Orders saved");
        await Expect(card).ToContainTextAsync("Ask for Jo on rush orders.");
        await Expect(card).ToContainTextAsync("by Ashley Nguyen");

        await app.GoAsync(page, "/orders?tab=all&status=approved");
        await page.Locator(".queue-grid tbody tr[id]").Filter(new() { HasText = "Pinecrest" }).First.ClickAsync();
        await Expect(page.Locator(".forward-note")).ToContainTextAsync("orders@pinecrest.example");
        await Expect(page.Locator(".forward-note .contact-note")).ToHaveTextAsync("Ask for Jo on rush orders.");
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Settings_are_changed_in_place_and_say_what_cannot_be()
    {
        await using var watched = await app.OpenAsync("/manufacturers?q=northlake", Desk);
        var page = watched.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Northlake Wound Systems" }).ClickAsync();
        var settings = page.GetByRole(AriaRole.Region, new() { Name = "Settings" });
        await settings.GetByRole(AriaRole.Button, new() { Name = "Edit settings" }).ClickAsync();
        await settings.GetByLabel("Orders leave").SelectOptionAsync("Together, every few minutes");
        await settings.GetByLabel("Minutes apart").FillAsync("3");
        await settings.GetByLabel("Lead time in business days").FillAsync("soon");
        await settings.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(settings).ToContainTextAsync("Write how many minutes apart, 5 to 480.");
        await Expect(settings).ToContainTextAsync("Write the lead time in business days, 0 to 60.");
        await settings.GetByLabel("Minutes apart").FillAsync("15");
        await settings.GetByLabel("Lead time in business days").FillAsync("1");
        await settings.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(settings).ToContainTextAsync("Together, every few minutes: 15 minutes");
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task An_order_that_joins_others_says_so_before_it_is_sent()
    {
        await using var watched = await app.OpenAsync("/orders?tab=all&status=approved", Desk);
        var page = watched.Page;
        await page.Locator(".queue-grid tbody tr[id]").Filter(new() { HasText = "Larchmont" }).First.ClickAsync();
        await Expect(page.Locator(".forward-plan")).ToContainTextAsync(new Regex("It leaves .*(with|until then)"));
        await Screenshots.SaveAsync(page, "forward-plan");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("standard", "light")]
    [InlineData("standard-dark", "dark")]
    public async Task The_list_and_the_page_look_right_in_both_looks_and_sizes(string theme, string name)
    {
        foreach (var (size, label) in new[] { (Desk, "wide"), (Tablet, "narrow") })
        {
            await using var watched = await app.OpenAsync("/manufacturers", size, theme);
            var page = watched.Page;
            await Expect(page.Locator(".manufacturers tbody tr").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(page, $"manufacturers-{name}-{label}");
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            await page.GetByRole(AriaRole.Link, new() { Name = "Larchmont Dressings" }).ClickAsync();
            await Expect(page.Locator(".contact-card").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(page, $"manufacturer-{name}-{label}", wholePage: true);
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            await app.GoAsync(page, "/manufacturers?q=zzz");
            await Expect(page.Locator(".empty-state")).ToContainTextAsync("Nothing found");
            await Screenshots.SaveAsync(page, $"manufacturers-empty-{name}-{label}");
            watched.ShouldHaveNoProblems();
        }
    }

    [Fact]
    public async Task Somebody_elses_manufacturer_is_not_found()
    {
        await using var watched = await app.OpenAsync("/manufacturers/01998878-2801-7209-bb5d-47e3d929c83b", Desk);
        await Expect(watched.Page.Locator(".empty-state")).ToContainTextAsync("does not exist or is not yours to see");
    }
}
