using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(FormApp.Shared)]
public sealed class SigningJourneyTests(FormApp app)
{
    [Fact]
    public async Task A_provider_signs_a_form_puts_right_what_is_sent_back_at_its_field_and_signs_again_and_the_coordinator_sees_each_step_at_once()
    {
        await using var screen = await FormScreen.OpenAsync(app, "/my/orders", wait: false);
        var page = screen.Page;
        var waiting = page.Locator(".to-sign tbody tr");
        await Expect(waiting.First).ToBeVisibleAsync();
        var count = await waiting.CountAsync();
        var number = await waiting.First.Locator(".code").InnerTextAsync();
        var order = (await waiting.First.Locator(".code").GetAttributeAsync("href"))!;
        await Screenshots.SaveAsync(page, "my-orders-to-sign");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        var pdf = await page.APIRequest.GetAsync(app.Url + await waiting.First.Locator("a.button").GetAttributeAsync("href"));
        (await pdf.BodyAsync())[..5].ShouldBe("%PDF-"u8.ToArray());

        await using var desk = await FormScreen.OpenAsync(app, order, FormApp.Ashley, wait: false);
        var documents = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Documents" });
        await Expect(documents).ToContainTextAsync("waits for the provider's signature");

        await waiting.First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign") }).ClickAsync();
        await Expect(page.Locator("#sign-name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Somebody Else");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".sign-dialog")).ToContainTextAsync("Type your own name as it stands in your account");
        await page.Locator("#sign-name").FillAsync("Elena Rivera");
        await page.Locator("#sign-attest").CheckAsync();
        await Screenshots.SaveAsync(page, "sign-dialog");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".toasts")).ToContainTextAsync($"{number}: signed");
        await Expect(waiting).ToHaveCountAsync(count - 1);

        await Expect(documents).ToContainTextAsync($"{number}-signed.pdf");
        await Expect(documents).Not.ToContainTextAsync("waits for the provider's signature");
        await SendBackAsync(desk.Page);
        await PutRightAsync(page, number);

        // Ashley's page has followed; the queue has the order under the same number; the provider signs what it says now.
        await Expect(desk.Page.Locator(".order-head .order-badge").First).ToHaveTextAsync("Resubmitted");
        await Expect(documents).ToContainTextAsync("Signature void. Diagnosis codes changed after the signature.");
        await Expect(desk.Page.Locator(".timeline-panel")).ToContainTextAsync("Signature void");
        await Screenshots.SaveAsync(desk.Page, "order-signature-void", wholePage: true);
        await desk.Page.GotoAsync($"{app.Url}/orders?tab=action&q={number}");
        await Expect(desk.Page.Locator(".queue-grid tbody")).ToContainTextAsync(number);
        await page.GotoAsync($"{app.Url}/my/orders");
        var again = waiting.Filter(new() { HasText = number });
        await Expect(again).ToContainTextAsync("Again. Diagnosis codes changed after the signature.");
        await Screenshots.SaveAsync(page, "my-orders-sign-again");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await again.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign") }).ClickAsync();
        await Expect(page.Locator(".sign-dialog")).ToContainTextAsync("You have signed this order before.");
        await page.Locator("#sign-name").FillAsync("Elena Rivera");
        await page.Locator("#sign-attest").CheckAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(again).ToHaveCountAsync(0);
        screen.Watched.ShouldHaveNoProblems();
        desk.Watched.ShouldHaveNoProblems();
    }

    /// <summary>Ashley says what is wrong, at the field, and sends the order back.</summary>
    private static async Task SendBackAsync(IPage page)
    {
        var comments = page.Locator(".comments-shared");
        await comments.Locator("select").SelectOptionAsync("Diagnosis");
        await comments.Locator("textarea").FillAsync("The payer wants the ulcer's own code.");
        await comments.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(comments).ToContainTextAsync("About diagnosis: The payer wants");
        await page.Locator("#do-SendBack").ClickAsync();
        await page.Locator("dialog[open] textarea").FillAsync("One code is missing.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".order-head .order-badge").First).ToHaveTextAsync("Sent back");
    }

    /// <summary>The provider sees it without doing anything, lands on the field, and resubmits by keyboard.</summary>
    private static async Task PutRightAsync(IPage page, string number)
    {
        var back = page.Locator(".my-orders tbody tr").Filter(new() { HasText = number });
        var fix = back.GetByRole(AriaRole.Link, new() { Name = "Fix and resubmit" });
        await Expect(fix).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "my-orders-back");
        await fix.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var diagnosis = page.Locator("#edit-diagnosis");
        await Expect(diagnosis).ToBeFocusedAsync();
        await Expect(page.Locator(".edit-field").Filter(new() { Has = diagnosis })).ToContainTextAsync("The payer wants the ulcer's own code.");
        await Screenshots.SaveAsync(page, "order-fix");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await diagnosis.FillAsync("E11.621, L97.412");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#do-Resubmit")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".order-head .order-badge").First).ToHaveTextAsync("Resubmitted");
    }
}
