using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Verifications;

[Trait("Category", "Browser")]
[Collection(PlannerApp.Shared)]
public sealed partial class PlannerJourneyTests(PlannerApp app)
{
    private static readonly ViewportSize Desk = new() { Width = 1440, Height = 900 };
    private static readonly ViewportSize Tablet = new() { Width = 820, Height = 1180 };

    [Fact]
    public async Task A_request_is_logged_its_bundle_sent_undone_and_sent_and_the_request_closed()
    {
        await using var watched = await Chromium.NewPageAsync(Desk);
        var page = watched.Page;
        await app.SignInAsync(page);
        await GoAsync(page, "/manufacturers/requests");
        await Expect(page.Locator(".request-table tbody tr").First).ToContainTextAsync("Today");
        await Screenshots.SaveAsync(page, "manufacturer-requests");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = "Log a request" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        await Expect(page.Locator(".request-dialog")).ToContainTextAsync("Choose the manufacturer.");
        await Screenshots.SaveAsync(page, "manufacturer-request-wrong");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Locator("#log-manufacturer").SelectOptionAsync("Alderbrook Biologics");
        await page.Locator("#log-via").SelectOptionAsync("by text");
        await page.Locator("#log-ending").FillAsync("+20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Alderbrook Biologics: What ends by");

        await AskAsync(page);
        var dialog = page.Locator(".bundle-dialog");
        var number = await dialog.Locator("tbody tr").First.Locator("td").Nth(1).InnerTextAsync();
        await Screenshots.SaveAsync(page, "bundle-dry-run");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await SendAsync(dialog);
        await page.Locator(".toast.undo").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("Nothing was sent");
        await AskAsync(page);
        await SendAsync(dialog);
        var message = (await app.Mail.WaitForAsync(1, TimeSpan.FromSeconds(60)))[0];
        message.Raw.ShouldContain("verification-requests.xlsx");
        Forms(message.Raw).Select(PdfText.Unspaced).ShouldContain(text => text.Contains(number, StringComparison.Ordinal));
        app.Mail.Messages.Count.ShouldBe(1);

        await Expect(page.Locator(".facts")).ToContainTextAsync("1 message");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close…" }).ClickAsync();
        await page.Locator(".suggestions .chip").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close it" }).ClickAsync();
        await Expect(page.Locator(".page-header")).ToContainTextAsync("Closed");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "What was sent" })).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "manufacturer-request-closed");
        watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("standard", "light")]
    [InlineData("standard-dark", "dark")]
    public async Task The_planner_and_the_bulk_actions_look_right_in_both_looks_and_sizes(string theme, string name)
    {
        foreach (var (size, label) in new[] { (Desk, "wide"), (Tablet, "narrow") })
        {
            await using var watched = await Chromium.NewPageAsync(size);
            var page = watched.Page;
            await app.SignInAsync(page);
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = app.Url }]);
            await GoAsync(page, "/verifications/plan");
            (await page.Locator(".plan-card").CountAsync()).ShouldBeGreaterThanOrEqualTo(3);
            await Screenshots.SaveAsync(page, $"planner-{name}-{label}", wholePage: true);
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            await GoAsync(page, "/batches");
            await Expect(page.Locator(".batch-table tbody tr").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(page, $"batches-{name}-{label}");
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
            watched.ShouldHaveNoProblems();
        }
    }

    private async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(app.Url + path);
        await MedDistApp.LiveAsync(page);
    }

    private static async Task AskAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = AskButton() }).ClickAsync();
        await Expect(page.Locator(".bundle-dialog")).ToContainTextAsync("each with a workbook");
    }

    private static async Task SendAsync(ILocator dialog)
    {
        await dialog.GetByRole(AriaRole.Checkbox).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send to Alderbrook Biologics" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }

    private static List<byte[]> Forms(string raw) =>
        [.. Pdf().Matches(raw.Replace("\r", "", StringComparison.Ordinal)).Select(m => Convert.FromBase64String(m.Groups[1].Value.Replace("\n", "", StringComparison.Ordinal)))];

    [GeneratedRegex("^Ask for these")]
    private static partial Regex AskButton();

    [GeneratedRegex(@"application/pdf.*?\n\n((?:[A-Za-z0-9+/=]+\n)+)", RegexOptions.Singleline)]
    private static partial Regex Pdf();
}
