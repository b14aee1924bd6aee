using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Verifications;

[Trait("Category", "Browser")]
[Collection(DeskApp.Shared)]
public sealed class VerificationDeskJourneyTests(DeskApp app)
{
    private const string Helen = "helen@acme.example";

    [Fact]
    public async Task A_lapsing_IVR_is_verified_by_one_and_the_light_turns_green_for_the_other()
    {
        await using var ashley = await OpenAsync("/verifications?as=table&uncovered=yes&size=200");
        var lapsing = ashley.Page.Locator(".desk-table tbody tr").Filter(new() { HasTextRegex = new Regex("Ends .*before") }).First;
        var address = await lapsing.Locator("a").First.GetAttributeAsync("href");
        await using var desk = await OpenAsync("/verifications?as=table&uncovered=yes&size=200", Helen);
        await Assertions.Expect(desk.Page.Locator($"a[href='{address}']")).ToHaveCountAsync(1);

        await ashley.Page.GotoAsync(app.Url + address);
        await MedDistApp.LiveAsync(ashley.Page);
        var order = await ashley.Page.Locator("section:has(#case-orders) tbody tr").First.Locator("a").GetAttributeAsync("href");
        await using var helen = await OpenAsync(order!, Helen);
        var light = helen.Page.Locator(".order-head-title .ivr-light");
        await Assertions.Expect(light).ToContainTextAsync("Lapses before");
        await Screenshots.SaveAsync(helen.Page, "verification-order-before");

        await Assertions.Expect(ashley.Page.GetByRole(AriaRole.Button, new() { Name = "Verified", Exact = true })).ToBeEnabledAsync();
        await ashley.Page.Keyboard.PressAsync("m");
        await Assertions.Expect(ashley.Page.Locator("dialog[open]")).ToContainTextAsync("by itself");
        await Screenshots.SaveAsync(ashley.Page, "verification-move");
        (await Axe.ViolationsAsync(ashley.Page)).ShouldBeEmpty();

        // The answer in writing stays in the browser until the case is moved, also while another column is looked at.
        var answer = System.Text.Encoding.Latin1.GetBytes($"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%{new string(' ', 700_000)}\ntrailer << /Root 1 0 R >>\n%%EOF\n");
        var dialog = ashley.Page.Locator("dialog[open]");
        await ashley.Page.Locator("#move-document").SetInputFilesAsync(new FilePayload { Name = "answer.pdf", MimeType = "application/pdf", Buffer = answer });
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Leave out answer.pdf" })).ToBeFocusedAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Rejected" }).CheckAsync();
        await Assertions.Expect(dialog.Locator(".file-field")).ToBeHiddenAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Verified" }).CheckAsync();
        await Assertions.Expect(dialog.Locator(".file-field")).ToContainTextAsync("answer.pdf");
        await ashley.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(ashley.Page.Locator(".page-header .ivr-light")).ToContainTextAsync("Covers");
        var kept = await ashley.Page.APIRequest.GetAsync(app.Url + await ashley.Page.Locator("a[href^='/files/']").First.GetAttributeAsync("href"));
        (await kept.BodyAsync()).ShouldBe(answer);
        await Assertions.Expect(light).ToContainTextAsync("Valid");
        await Assertions.Expect(light).ToHaveClassAsync(new Regex("tone-green"));
        await Assertions.Expect(desk.Page.Locator($"a[href='{address}']")).ToHaveCountAsync(0);
        await Screenshots.SaveAsync(ashley.Page, "verification-case", wholePage: true);
        (await Axe.ViolationsAsync(ashley.Page)).ShouldBeEmpty();

        await ashley.Page.Locator(".toasts").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(light).ToContainTextAsync("Lapses before");
        await Assertions.Expect(desk.Page.Locator($"a[href='{address}']")).ToHaveCountAsync(1);
        ashley.ShouldHaveNoProblems();
        helen.ShouldHaveNoProblems();
        desk.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Board_matrix_and_table_are_walked_selected_and_updated_by_keyboard()
    {
        await using var watched = await OpenAsync("/verifications");
        var page = watched.Page;
        await page.Locator(".desk-card").First.WaitForAsync();
        await Screenshots.SaveAsync(page, "verifications-board");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        (await page.Locator(".desk-board [tabindex='0']").CountAsync()).ShouldBe(1);
        var first = await page.Locator(".desk-card[tabindex='0']").GetAttributeAsync("id");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".desk-card:focus")).Not.ToHaveIdAsync(first!);
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(page.Locator(".desk-card:focus")).ToHaveCountAsync(1);

        // Dragging asks the same as the key, and a column that does not take the card says why.
        var card = page.Locator("[data-lane=Needed] .desk-card").First;
        await card.DragToAsync(page.Locator("[data-lane=Verified] .desk-cards"));
        await Assertions.Expect(page.Locator("dialog[open]")).ToContainTextAsync("Move to Verified");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);

        // As slowly as a hand drags: the columns are greyed by then.
        await card.HoverAsync();
        await page.Mouse.DownAsync();
        await page.Locator("[data-lane=Sent] .desk-cards").HoverAsync();
        await Assertions.Expect(page.Locator("[data-lane=Waiting]")).ToContainTextAsync("gets there by itself");
        await page.Locator("[data-lane=Waiting] .desk-cards").HoverAsync();
        await page.Locator("[data-lane=Waiting] .desk-cards").HoverAsync();
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync("gets there by itself");

        await page.Keyboard.PressAsync("2");
        await page.Locator(".desk-matrix").WaitForAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("as=matrix"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator(".matrix-case a:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("x");
        await page.Locator(".bulk-bar").WaitForAsync();
        await Screenshots.SaveAsync(page, "verifications-matrix");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Keyboard.PressAsync("e");
        var dialog = page.Locator("dialog[open]");
        await dialog.GetByLabel("Reference").FillAsync("BULK-77");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Update 1 case" })).ToBeEnabledAsync();
        await Screenshots.SaveAsync(page, "verifications-bulk");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync("Update of 1 case on its way");
        // Keys of the page rest while a dialog is open.
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("3");
        await page.Locator(".desk-table").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await page.GetByLabel("State").SelectOptionAsync("Expiring");
        await Assertions.Expect(page.Locator(".filter-chips")).ToContainTextAsync("Expiring");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await dialog.GetByLabel("What it is for").SelectOptionAsync("Payment");
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Trim().Split("\r\n");
        (lines.Length - 1).ShouldBe(await page.Locator(".desk-table tbody tr").CountAsync());
        lines[0].ShouldStartWith("Recipient,Facility,Manufacturer,Verification,State");
        await Screenshots.SaveAsync(page, "verifications-table");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = "standard-dark", Url = app.Url }]);
        await GoAsync(page, "/verifications?blocks=yes");
        await page.Locator(".desk-card").First.WaitForAsync();
        await Screenshots.SaveAsync(page, "verifications-board-dark");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Keyboard.PressAsync("2");
        await page.Locator(".desk-matrix").WaitForAsync();
        await Screenshots.SaveAsync(page, "verifications-matrix-dark");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems();
    }

    private async Task<WatchedPage> OpenAsync(string path, string who = MedDistApp.Ashley)
    {
        var cookies = await app.SignedInAsync(who);
        var watched = await Chromium.NewPageAsync(configure: o => o.StorageState = cookies);
        await GoAsync(watched.Page, path);
        return watched;
    }

    private async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(app.Url + path);
        await MedDistApp.LiveAsync(page);
    }
}
