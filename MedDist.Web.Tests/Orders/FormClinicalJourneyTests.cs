using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

/// <summary>The clinical part of the order form: the wound, its photo and the sizes that cover it.</summary>
[Trait("Category", "Browser")]
[Collection(FormApp.Shared)]
public sealed class FormClinicalJourneyTests(FormApp app)
{
    [Fact]
    public async Task A_wound_in_one_line_with_its_photo_and_the_sizes_that_fit_becomes_an_order()
    {
        await using var screen = await FormScreen.OpenAsync(app, "/my/orders", wait: false);
        var page = screen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Order again" }).First.ClickAsync();
        await screen.ReadyAsync();

        // All three measures in the first field.
        await FillAsync(screen, screen.Field("woundType"), "diab");
        await FillAsync(screen, screen.Field("woundLocation"), "right he");
        await FillAsync(screen, screen.Field("woundLength"), "4.5x3.2x0.8");
        await screen.ValueIsAsync("woundLength", "4.5");
        await screen.ValueIsAsync("woundWidth", "3.2");
        await screen.ValueIsAsync("woundDepth", "0.8");
        await Expect(page.Locator(".form-area")).ToContainTextAsync("14.4 cm²");
        if (await page.Locator(".code-chips .chip").CountAsync() == 0)
        {
            await screen.Field("diagnosisCodes").FillAsync("e11.621");
            await screen.PressAsync("Enter");
        }

        // A photo is kept; a program with the name of a photo is not.
        var photo = await page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Clip = new() { X = 0, Y = 0, Width = 320, Height = 240 } });
        await page.Locator("#form-files").SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "wound.jpg", MimeType = "image/jpeg", Buffer = photo },
            new() { Name = "wound-2.jpg", MimeType = "image/jpeg", Buffer = "MZ\u0090\0\u0003 this is a program"u8.ToArray() },
        });
        await Expect(page.Locator(".upload-row.bad")).ToContainTextAsync("This is a program, whatever its name says.");
        await Expect(page.Locator(".upload-row:not(.bad)")).ToContainTextAsync("wound.jpg");
        await page.Locator(".upload-thumb").ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator(".upload-thumb")).ToHaveJSPropertyAsync("naturalWidth", 320);

        // The sizes that fit, by one key, pressed before the server has said which product was meant.
        var product = page.Locator("[id^='f-lines-'][id$='-product']").First;
        await FillAsync(screen, product, "amnion sheet");
        await screen.PressAsync("Control+.");
        await Expect(product).Not.ToHaveValueAsync("amnion sheet");
        await Expect(page.Locator(".fit p[role=status]")).ToContainTextAsync(await product.InputValueAsync());
        (await page.Locator(".fit").InnerTextAsync()).ShouldNotContain("$");
        var pieces = Regex.Matches(await page.Locator(".fit p[role=status]").InnerTextAsync(), @"(\d+) of (\d[^a-z]*x[^a-z]*\d(?: cm)?)").Select(m => (Count: m.Groups[1].Value, Size: m.Groups[2].Value.Trim())).ToList();
        pieces.ShouldNotBeEmpty();
        await Expect(page.Locator("[id^='f-lines-'][id$='-size']").First).ToHaveValueAsync(pieces[0].Size);
        for (var i = 0; i < pieces.Count; i++)
        {
            await Expect(page.Locator("[id^='f-lines-'][id$='-size']").Nth(i)).ToHaveValueAsync(pieces[i].Size);
            await Expect(page.Locator("[id^='f-lines-'][id$='-quantity']").Nth(i)).ToHaveValueAsync(pieces[i].Count);
        }

        await FillAsync(screen, screen.Field("serviceDate"), "+9");
        await screen.SavedAsync();
        await Screenshots.SaveAsync(page, "order-form-clinical", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        // What was uploaded is there again in another tab, and what was typed stays.
        await page.ReloadAsync();
        await screen.ReadyAsync();
        await screen.ValueIsAsync("woundDepth", "0.8");
        await Expect(page.Locator(".upload-row")).ToHaveCountAsync(1);

        await screen.ConfirmDoubtsAsync();
        await screen.PressAsync("Control+Enter");
        await Expect(page.Locator("#attest")).ToBeFocusedAsync();
        await screen.PressAsync("Space");
        await screen.PressAsync("Control+Enter");
        await Expect(screen.Done).ToContainTextAsync("with the order coordinator");
        await screen.Done.GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(page.GetByText("4.5 × 3.2 × 0.8 cm (14.4 cm²)")).ToBeVisibleAsync();
        var file = page.GetByRole(AriaRole.Link, new() { Name = "wound.jpg" });
        await Expect(file).ToBeVisibleAsync();
        var answer = await page.APIRequest.GetAsync(app.Url + await file.GetAttributeAsync("href"));
        (answer.Status, answer.Headers["content-type"], answer.Headers["content-length"]).ShouldBe((200, "image/jpeg", $"{(await answer.BodyAsync()).Length}"));
        answer.Headers["cache-control"].ShouldContain("no-store");
        answer.Headers["content-disposition"].ShouldStartWith("attachment; filename=wound.jpg");
        await Screenshots.SaveAsync(page, "order-form-clinical-order");
        screen.Watched.ShouldHaveNoProblems();
    }

    private static async Task FillAsync(FormScreen screen, ILocator field, string text)
    {
        await field.FillAsync(text);
        await screen.PressAsync("Tab");
    }
}
