using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(FormApp.Shared)]
public sealed class FormJourneyTests(FormApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task A_new_patient_is_ordered_for_by_keyboard_and_the_server_dies_on_the_way()
    {
        await using var screen = await FormScreen.OpenAsync(app);
        var page = screen.Page;
        await Expect(screen.Field("recipient")).ToBeFocusedAsync();
        await screen.TypeAsync("Walter Finchley");
        await screen.ValueIsAsync("newRecipient.lastName", "Finchley");
        await Expect(screen.Field("newRecipient.dateOfBirth")).ToBeFocusedAsync();
        await screen.TypeAsync("5/6/44");
        await screen.TypeAsync("3125550142");
        await screen.TabToAsync("primary.payer");
        await screen.TypeAsync("medicare");
        await screen.TypeAsync("1EG4TE5MK73");
        await screen.TabToAsync("woundType");
        await screen.TypeAsync("diab");
        await screen.TypeAsync("right he");
        await screen.TypeAsync("4.2");
        await screen.TypeAsync("3.1");
        await screen.SavedAsync();

        // The plug: the process is killed in the middle of a word.
        await page.Keyboard.TypeAsync("0.");
        await app.Process.CrashAsync();
        await page.Keyboard.TypeAsync("4");
        await Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();
        await app.Process.RestartAsync();
        await Expect(page.GetByText("Connection lost")).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });
        await screen.ReadyAsync();

        await screen.ValueIsAsync("newRecipient.firstName", "Walter");
        await screen.ValueIsAsync("newRecipient.lastName", "Finchley");
        await screen.ValueIsAsync("newRecipient.dateOfBirth", "5/6/1944");
        await screen.ValueIsAsync("newRecipient.phone", "3125550142");
        await Expect(screen.Field("primary.payer")).Not.ToHaveValueAsync("");
        await screen.ValueIsAsync("primary.policyNumber", "1EG4TE5MK73");
        await screen.ValueIsAsync("woundType", "Diabetic foot ulcer");
        await screen.ValueIsAsync("woundLocation", "Right heel");
        await screen.ValueIsAsync("woundLength", "4.2");
        await screen.ValueIsAsync("woundWidth", "3.1");
        await Expect(screen.Field("woundDepth")).ToHaveValueAsync(new Regex("^0[.]?4?$"));
        screen.Watched.ForgetProblems();

        await screen.Field("woundDepth").FillAsync("");
        await screen.TypeAsync("0.4");
        await screen.TabToAsync("diagnosisCodes");
        await screen.TypeAsync("e11.621", "Enter");
        await Expect(page.Locator(".code-chips li")).ToHaveCountAsync(1);
        await screen.TabToAsync("lines");
        await screen.TypeAsync("a");
        await screen.PressAsync("ArrowDown");
        await screen.PressAsync("Tab");
        await screen.TabToAsync("serviceDate");
        await screen.TypeAsync("+9");
        await Screenshots.SaveAsync(page, "order-form-filled", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await SubmitAsync(screen);

        await Expect(screen.Done).ToContainTextAsync("is with the order coordinator");
        await Screenshots.SaveAsync(page, "order-form-done");
        var effort = await EffortAsync(screen, "new patient");
        effort.Seconds.ShouldBeLessThanOrEqualTo(90);
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_known_patient_has_the_same_product_again_in_eight_interactions()
    {
        await using var screen = await FormScreen.OpenAsync(app, "/my/orders", wait: false);
        var page = screen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Order again" }).First.ClickAsync();
        await screen.ReadyAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Additional application");
        await Screenshots.SaveAsync(page, "order-form-again", wholePage: true);
        await Expect(screen.Field("serviceDate")).ToBeFocusedAsync();
        await screen.TypeAsync("+9");
        await SubmitAsync(screen);

        await Expect(screen.Done).ToContainTextAsync("with the order coordinator");
        var effort = await EffortAsync(screen, "known patient, same product");
        effort.Interactions.ShouldBeLessThanOrEqualTo(8);
        effort.Seconds.ShouldBeLessThanOrEqualTo(25);
    }

    [Fact]
    public async Task A_known_patient_has_another_product_in_twelve_interactions()
    {
        await using var screen = await FormScreen.OpenAsync(app, "/my/orders", wait: false);
        var page = screen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Order again" }).First.ClickAsync();
        await screen.ReadyAsync();
        await Expect(screen.Field("serviceDate")).ToBeFocusedAsync();
        await screen.TypeAsync("+9");

        // What stands in a field that Tab comes to is marked, so that typing replaces it.
        var product = page.Locator("[id^='f-lines-'][id$='-product']").First;
        await screen.TabToAsync("lines-", "Shift+Tab", "-product");
        await screen.TypeAsync("collagen");
        await Expect(product).Not.ToHaveValueAsync("collagen");
        if (await page.Locator("[id^='f-lines-'][id$='-size']").First.GetAttributeAsync("placeholder") is null)
        {
            await screen.PressAsync("ArrowDown");
            await screen.PressAsync("Enter");
        }

        await SubmitAsync(screen);

        await Expect(screen.Done).ToContainTextAsync("with the order coordinator");
        var effort = await EffortAsync(screen, "known patient, new product");
        effort.Interactions.ShouldBeLessThanOrEqualTo(12);
    }

    [Fact]
    public async Task What_is_old_is_confirmed_by_one_key_each_when_the_order_is_submitted()
    {
        await using var screen = await FormScreen.OpenAsync(app, "/my/orders?tab=Done", wait: false);
        var page = screen.Page;
        var again = page.GetByRole(AriaRole.Link, new() { Name = "Order again" });
        await again.First.WaitForAsync();

        // The oldest of the list: its measurements at least are to be looked at.
        await again.Last.ClickAsync();
        await screen.ReadyAsync();
        await Expect(page.Locator("[data-doubt]").First).ToBeVisibleAsync();
        var doubts = await page.Locator("[data-doubt]").CountAsync();
        await Expect(screen.Field("serviceDate")).ToBeFocusedAsync();
        await screen.TypeAsync("+9");
        await screen.PressAsync("Control+Enter");
        for (var left = doubts; left > 0; left--)
        {
            await Expect(page.Locator("[data-doubt]:focus")).ToHaveCountAsync(1);
            await screen.PressAsync("Enter");
            await Expect(page.Locator("[data-doubt]")).ToHaveCountAsync(left - 1);
        }

        (await screen.FocusedAsync()).ShouldStartWith("f-", Case.Sensitive, "the focus is not lost with the last question");
        await SubmitAsync(screen);
        await Expect(screen.Done).ToContainTextAsync("with the order coordinator");
    }

    [Fact]
    public async Task Wrong_entries_are_said_at_the_field_and_in_a_summary_that_leads_there_and_stay()
    {
        await using var screen = await FormScreen.OpenAsync(app);
        var page = screen.Page;
        await screen.Field("serviceDate").FillAsync("25/6");
        await screen.Field("woundLength").FillAsync("four");
        await screen.Field("recipient").FillAsync("Zzz Nobody");
        await screen.PressAsync("Tab");
        await screen.Field("newRecipient.dateOfBirth").FillAsync("+5");
        await screen.PressAsync("Control+Enter");

        await Expect(screen.Summary).ToContainTextAsync("things are still to be done");
        await Expect(screen.Summary).ToContainTextAsync("There is no month 25. The month comes first: 6/25.");
        await Expect(page.Locator("#f-woundLength-below")).ToContainTextAsync("Write the length in cm");
        await Expect(page.Locator("#f-newRecipient-dateOfBirth-read")).ToContainTextAsync("has not come yet");
        (await screen.FocusedAsync()).ShouldBe("f-newRecipient-dateOfBirth", "the first wrong field");
        await screen.Summary.GetByRole(AriaRole.Button, new() { Name = "Service date" }).ClickAsync();
        await Expect(screen.Field("serviceDate")).ToBeFocusedAsync();
        await Screenshots.SaveAsync(page, "order-form-wrong", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await screen.SavedAsync();
        await page.ReloadAsync();
        await screen.ReadyAsync();
        await screen.ValueIsAsync("serviceDate", "25/6");
        await screen.ValueIsAsync("woundLength", "four");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Two_tabs_on_one_draft_never_overwrite_each_other()
    {
        await using var screen = await FormScreen.OpenAsync(app);
        await screen.Field("notes").FillAsync("From the first tab");
        await screen.SavedAsync();
        var other = await screen.Watched.Context.NewPageAsync();
        await other.GotoAsync(screen.Page.Url);
        await Expect(other.Locator("#f-notes")).ToHaveValueAsync("From the first tab");

        // Different fields: both stand, on both screens.
        await other.Locator("#f-deliveryInstructions").FillAsync("Back door");
        await Expect(screen.Field("deliveryInstructions")).ToHaveValueAsync("Back door");

        // The same field at the same moment: nobody is overwritten, one is asked.
        await Task.WhenAll(screen.Field("notes").FillAsync("Mine"), other.Locator("#f-notes").FillAsync("Yours"));
        var (first, second) = (screen.Page.Locator(".form-summary.conflict"), other.Locator(".form-summary.conflict"));
        await Task.WhenAny(first.WaitForAsync(), second.WaitForAsync());
        var at = await first.IsVisibleAsync() ? screen.Page : other;
        await Screenshots.SaveAsync(at, "order-form-two-tabs");
        await Expect(at.Locator(".form-summary.conflict")).ToContainTextAsync("Mine");
        await Expect(at.Locator(".form-summary.conflict")).ToContainTextAsync("Yours");
        await at.GetByRole(AriaRole.Button, new() { Name = "Keep what is chosen" }).ClickAsync();
        await Expect(at.Locator(".save-state")).ToContainTextAsync("Saved ");
        var kept = await at.Locator("#f-notes").InputValueAsync();
        await Expect(screen.Field("notes")).ToHaveValueAsync(kept);
        await Expect(other.Locator("#f-notes")).ToHaveValueAsync(kept);
    }

    [Fact]
    public async Task Office_staff_see_no_prices_and_a_tablet_shows_one_column()
    {
        await using var screen = await FormScreen.OpenAsync(app, who: FormApp.Office, viewport: new() { Width = 820, Height = 1180 }, theme: "standard-dark");
        var product = screen.Page.Locator("[id^='f-lines-'][id$='-product']");
        await product.FillAsync("a");
        await Expect(screen.Page.Locator("[role=option]").First).ToBeVisibleAsync();
        (await screen.Page.Locator(".order-form").InnerTextAsync()).ShouldNotContain("$");
        await Screenshots.SaveAsync(screen.Page, "order-form-tablet-dark");
        (await screen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
    }

    private async Task<Effort> EffortAsync(FormScreen screen, string what)
    {
        var effort = await Effort.OfAsync(screen.Page);
        output.WriteLine($"{what}: {effort}");
        effort.ShouldBeAsRecorded(what);
        return effort;
    }

    private static async Task SubmitAsync(FormScreen screen)
    {
        await screen.PressAsync("Control+Enter");
        await Expect(screen.Page.Locator("#attest")).ToBeFocusedAsync();
        await screen.PressAsync("Space");
        await screen.PressAsync("Control+Enter");
    }
}
