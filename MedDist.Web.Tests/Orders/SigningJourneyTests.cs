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
    public async Task A_provider_reads_and_signs_a_form_and_the_coordinators_page_of_the_order_follows_at_once()
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
        screen.Watched.ShouldHaveNoProblems();
        desk.Watched.ShouldHaveNoProblems();
    }
}
