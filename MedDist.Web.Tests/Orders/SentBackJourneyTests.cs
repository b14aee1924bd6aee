using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(FormApp.Shared)]
public sealed class SentBackJourneyTests(FormApp app)
{
    [Fact]
    public async Task What_was_sent_back_is_put_right_at_the_field_and_signed_again_and_is_in_the_queue_under_its_number()
    {
        // The provider signs; both sides look at the order.
        await using var provider = await FormScreen.OpenAsync(app, "/my/orders?tab=Returned", wait: false);
        var waiting = provider.Page.Locator(".to-sign tbody tr");
        await Expect(waiting.First).ToBeVisibleAsync();
        var first = waiting.Filter(new() { HasNotText = "Again." }).First;
        var number = await first.Locator(".code").InnerTextAsync();
        var address = (await first.Locator(".code").GetAttributeAsync("href"))!;
        var mine = waiting.Filter(new() { HasText = number });
        await SignAsync(provider.Page, mine);
        await Expect(mine).ToHaveCountAsync(0);
        var back = provider.Page.Locator(".my-orders tbody tr").Filter(new() { HasText = number });
        await Expect(back).ToHaveCountAsync(0);

        // Ashley says what is wrong, at the field, and sends it back.
        await using var desk = await FormScreen.OpenAsync(app, address, FormApp.Ashley, wait: false);
        var comments = desk.Page.Locator(".comments-shared");
        await comments.Locator("select").SelectOptionAsync("Diagnosis");
        await comments.Locator("textarea").FillAsync("The payer wants the ulcer's own code.");
        await comments.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(comments).ToContainTextAsync("About diagnosis: The payer wants");
        await desk.Page.Locator("#do-SendBack").ClickAsync();
        await desk.Page.Locator("dialog[open] textarea").FillAsync("One code is missing.");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.Page.Locator(".order-head .order-badge").First).ToHaveTextAsync("Sent back");

        // The provider sees it without doing anything, and lands on the field.
        await Expect(back).ToBeVisibleAsync();
        await Screenshots.SaveAsync(provider.Page, "my-orders-back");
        await back.GetByRole(AriaRole.Link, new() { Name = "Fix and resubmit" }).FocusAsync();
        await provider.Page.Keyboard.PressAsync("Enter");
        var diagnosis = provider.Page.Locator("#edit-diagnosis");
        await Expect(diagnosis).ToBeFocusedAsync();
        await Expect(provider.Page.Locator(".edit-field").Filter(new() { Has = diagnosis })).ToContainTextAsync("The payer wants the ulcer's own code.");
        await Screenshots.SaveAsync(provider.Page, "order-fix");
        (await Axe.ViolationsAsync(provider.Page)).ShouldBeEmpty();
        await diagnosis.FillAsync("E11.621, L97.412");
        await provider.Page.Keyboard.PressAsync("Control+Enter");

        // The signature was about something else; the next key resubmits.
        var documents = provider.Page.GetByRole(AriaRole.Region, new() { Name = "Documents" });
        await Expect(documents).ToContainTextAsync("Signature void. Diagnosis codes changed after the signature.");
        await Expect(documents).ToContainTextAsync("waits for the provider's signature");
        await Expect(provider.Page.Locator("#do-Resubmit")).ToBeFocusedAsync();
        await provider.Page.Keyboard.PressAsync("Enter");
        await Expect(provider.Page.Locator(".order-head .order-badge").First).ToHaveTextAsync("Resubmitted");

        // Ashley's page follows; the queue has it under the same number; the provider signs what it says now.
        await Expect(desk.Page.Locator(".order-head .order-badge").First).ToHaveTextAsync("Resubmitted");
        await Expect(desk.Page.Locator(".timeline-panel")).ToContainTextAsync("Signature void");
        await desk.Page.GotoAsync($"{app.Url}/orders?tab=action&q={number}");
        await Expect(desk.Page.Locator(".queue-grid tbody")).ToContainTextAsync(number);
        await provider.Page.GotoAsync($"{app.Url}/my/orders?tab=Returned");
        await Expect(mine).ToContainTextAsync("Again. Diagnosis codes changed after the signature.");
        await Screenshots.SaveAsync(provider.Page, "my-orders-sign-again");
        await SignAsync(provider.Page, mine);
        await Expect(mine).ToHaveCountAsync(0);
        provider.Watched.ShouldHaveNoProblems();
        desk.Watched.ShouldHaveNoProblems();
    }

    private static async Task SignAsync(IPage page, ILocator row)
    {
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sign") }).ClickAsync();
        await page.Locator("#sign-name").FillAsync("Elena Rivera");
        await page.Locator("#sign-attest").CheckAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".sign-dialog")).Not.ToBeVisibleAsync();
    }
}
