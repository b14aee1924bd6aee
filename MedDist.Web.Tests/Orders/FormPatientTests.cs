using System.Globalization;
using System.Text.RegularExpressions;
using MedDist.Web.Tests.Recipients;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(FormApp.Shared)]
public sealed class FormPatientTests(FormApp app)
{
    [Fact]
    public async Task Somebody_on_file_is_found_by_member_id_known_again_when_entered_anew_and_a_new_card_has_the_IVR_redone()
    {
        await using var screen = await FormScreen.OpenAsync(app, "/my/orders", wait: false);
        var page = screen.Page;
        var (name, born, member, file) = await VerifiedAsync(screen);

        await page.GotoAsync(app.Url + "/orders/new");
        await screen.ReadyAsync();
        await Expect(screen.Field("recipient")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(member);
        await Expect(page.Locator("#f-recipient-0")).ToContainTextAsync(name);
        await Expect(page.Locator("#f-recipient-list")).Not.ToContainTextAsync("New patient");
        await Screenshots.SaveAsync(page, "order-form-member-id");

        // Entered anew by name; the last row of the list is the new one.
        var hits = page.Locator("#f-recipient-list .typeahead-text");
        await screen.Field("recipient").FillAsync("");
        await Expect(hits).ToHaveCountAsync(0);
        await screen.Field("recipient").FillAsync(name);
        await Expect(hits.First).ToContainTextAsync(name);
        await Expect(page.Locator("#f-recipient-list")).ToContainTextAsync("New patient");
        await screen.PressAsync("ArrowUp");
        await screen.PressAsync("Enter");
        await Expect(screen.Field("newRecipient.dateOfBirth")).ToBeFocusedAsync();
        await screen.TypeAsync(born.ToString("M/d/yyyy", CultureInfo.InvariantCulture));
        await Expect(page.Locator(".duplicates")).ToContainTextAsync("Same name and date of birth");
        await Screenshots.SaveAsync(page, "order-form-duplicate", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this patient" }).First.ClickAsync();
        await screen.ValueIsAsync("recipient", name);
        await Expect(page.Locator(".form-new")).ToHaveCountAsync(0);
        await Expect(screen.Field("recipient")).ToBeFocusedAsync();
        await screen.ValueIsAsync("primary.policyNumber", member);

        await page.Locator(".form-earlier a").First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Additional application");
        await screen.ValueIsAsync("primary.policyNumber", member);
        await screen.Field("primary.policyNumber").FillAsync("1EG4TE5MK72");
        await screen.Field("serviceDate").FillAsync("+9");
        await screen.PressAsync("Tab");
        await screen.ConfirmDoubtsAsync();
        await screen.PressAsync("Control+Enter");
        await Expect(page.Locator("#attest")).ToBeFocusedAsync();
        await screen.PressAsync("Space");
        await screen.PressAsync("Control+Enter");
        await Expect(screen.Done).ToContainTextAsync("with the order coordinator");

        await page.GotoAsync(file);
        await MedDistApp.LiveAsync(page);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Verifications" })).ToContainTextAsync("To be redone");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Coverage" })).ToContainTextAsync("MK72");
        await Screenshots.SaveAsync(page, "order-form-redone", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        screen.Watched.ShouldHaveNoProblems();
    }

    /// <summary>One of the provider's patients whose cover has a member id and whose IVR runs.</summary>
    private async Task<(string Name, DateOnly Born, string Member, string File)> VerifiedAsync(FormScreen screen)
    {
        var page = screen.Page;
        var again = page.GetByRole(AriaRole.Link, new() { Name = "Order again" });
        await again.First.WaitForAsync();
        var links = await again.EvaluateAllAsync<string[]>("all => all.map(a => a.href)");
        foreach (var link in links.Reverse())
        {
            await page.GotoAsync(link);
            await screen.ReadyAsync();
            await Expect(screen.Field("recipient")).Not.ToHaveValueAsync("");
            var member = await screen.Field("primary.policyNumber").InputValueAsync();
            if (member.Length == 0)
            {
                continue;
            }

            await page.GotoAsync(app.Url + "/recipients");
            await MedDistApp.LiveAsync(page);
            await RecipientApp.SearchAsync(page, member);
            var rows = page.Locator(".recipients tbody tr");
            await Expect(rows).ToHaveCountAsync(1);
            var (name, born) = ((await rows.Locator("th a").TextContentAsync())!, (await rows.Locator("td").First.TextContentAsync())!);
            await rows.Locator("th a").ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex("/recipients/[0-9a-f-]{36}$"));
            var states = page.GetByRole(AriaRole.Region, new() { Name = "Verifications" }).Locator("td .tone");
            await page.GetByRole(AriaRole.Region, new() { Name = "Verifications" }).WaitForAsync();
            if ((await states.AllInnerTextsAsync()) is { Count: > 0 } all && all.All(t => t.Trim() == "Verified"))
            {
                return (name, DateOnly.ParseExact(born, "d MMM yyyy", CultureInfo.InvariantCulture), member, page.Url);
            }
        }

        throw new InvalidOperationException("None of the orders is for a patient with a member id and a running IVR.");
    }
}
