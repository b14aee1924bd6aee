using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Integrations;

[Trait("Category", "Browser")]
[Collection(OutboxApp.Shared)]
public sealed partial class OutboxJourneyTests(OutboxApp app)
{
    private static readonly ViewportSize Desk = new() { Width = 1440, Height = 900 };
    private static readonly ViewportSize Tablet = new() { Width = 820, Height = 1180 };

    [Fact]
    public async Task A_forwarded_order_is_seen_counting_down_and_cancelled_with_one_key()
    {
        await using var desk = await app.OpenAsync("/outbox", Desk);
        await using var queue = await app.OpenAsync("/orders?status=approved&tab=all", Desk);
        var number = await ForwardAsync(queue.Page);
        var row = desk.Page.Locator(".outbox-grid tbody tr").Filter(new() { HasText = number });
        await Expect(row).ToContainTextAsync("leaves in");
        await Screenshots.SaveAsync(desk.Page, "outbox-counting-down");
        await row.ClickAsync();
        await Expect(desk.Page.Locator("#outbox-pane-title")).ToContainTextAsync(number);
        await desk.Page.Keyboard.PressAsync("x");
        await Expect(desk.Page.Locator(".toasts")).ToContainTextAsync("nothing is sent");
        await Expect(row).ToHaveCountAsync(0);
        await Expect(desk.Page.Locator(".outbox-pane")).ToContainTextAsync("Cancelled");
        await Task.Delay(TimeSpan.FromSeconds(18));
        Sent(number).ShouldBe(0);
        desk.ShouldHaveNoProblems();
        queue.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_message_that_comes_back_is_readdressed_and_arrives_elsewhere()
    {
        await using var queue = await app.OpenAsync("/orders?status=approved&tab=all", Desk);
        var number = await ForwardAsync(queue.Page);
        var file = (await app.MailsAsync(number))[0];
        var address = ToLine().Match(await File.ReadAllTextAsync(file)).Groups[1].Value;
        await using var watched = await app.OpenAsync("/outbox?tab=failed", Desk);
        var page = watched.Page;
        var row = page.Locator(".outbox-grid tbody tr").Filter(new() { HasText = number });
        await Expect(row).ToHaveCountAsync(0);
        await app.ReturnAsync(Guid.ParseExact(Path.GetFileNameWithoutExtension(file), "N"), address);
        await Expect(row).ToContainTextAsync("Bounced", new() { Timeout = 15_000 });
        await page.Locator("#outbox-list").FocusAsync();
        await row.ClickAsync();
        await Expect(page.Locator(".outbox-pane [role=alert]")).ToContainTextAsync("The address does not exist at the recipient's mail server. Correct it and send again.");
        await Expect(page.Locator(".outbox-pane .timeline")).ToContainTextAsync("Came back");
        await Screenshots.SaveAsync(page, "outbox-bounced");

        await page.Keyboard.PressAsync("e");
        var to = page.GetByLabel("To", new() { Exact = true });
        await Expect(to).ToHaveValueAsync(address);
        await to.FillAsync("orders@nowhere, x, r");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("“orders@nowhere” lacks the end of its domain. Write it like orders@nowhere.com.");
        await Screenshots.SaveAsync(page, "outbox-readdress-wrong");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await to.FillAsync("night.desk@elsewhere.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("sent again to the other addresses");
        var both = await app.MailsAsync(number, 2);
        both.Count.ShouldBe(2);
        both.Count(f => File.ReadAllText(f).Contains("To: night.desk@elsewhere.example", StringComparison.Ordinal)).ShouldBe(1);
        await Expect(page.Locator(".outbox-pane .order-badge").First).ToHaveTextAsync("Sent");
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task The_desk_goes_by_keyboard_and_lives_in_the_address()
    {
        await using var watched = await app.OpenAsync("/outbox", Desk);
        var page = watched.Page;
        await page.Keyboard.PressAsync("3");
        await Expect(page).ToHaveURLAsync(new Regex("/outbox\\?tab=failed$"));
        var rows = page.Locator(".outbox-grid tbody tr[id]");
        await Expect(rows.First).ToBeVisibleAsync();
        var tab = page.Locator(".queue-tabs a[aria-current] .count");
        (await tab.InnerTextAsync()).ShouldBe($"{await rows.CountAsync()}");
        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#outbox-pane-title")).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/outbox/[0-9a-f-]{36}\\?tab=failed$"));
        await page.Keyboard.PressAsync("k");
        await Expect(rows.Nth(0)).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".outbox-pane")).ToHaveCountAsync(0);
        await page.GetByLabel("Kind of message").SelectOptionAsync("IVR request");
        await Expect(page).ToHaveURLAsync(new Regex("kind=verificationrequest"));
        await Expect(page.Locator(".empty-state")).ToContainTextAsync("Nothing found");
        await page.GoBackAsync();
        await Expect(rows.First).ToBeVisibleAsync();
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task What_waits_to_leave_together_says_when_and_with_how_many()
    {
        await using var watched = await app.OpenAsync("/outbox", Desk);
        var page = watched.Page;
        var row = page.Locator(".outbox-grid tbody tr").Filter(new() { HasText = "Larchmont" }).First;
        await Expect(row).ToContainTextAsync(new Regex("leaves .* with \\d+ others?"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".outbox-pane")).ToContainTextAsync("Send now");
        await Screenshots.SaveAsync(page, "outbox-waiting");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("standard", "light")]
    [InlineData("standard-dark", "dark")]
    public async Task Every_tab_looks_right_in_both_looks_and_sizes(string theme, string name)
    {
        foreach (var (size, label) in new[] { (Desk, "wide"), (Tablet, "narrow") })
        {
            await using var watched = await app.OpenAsync("/outbox?tab=failed", size, theme);
            await Expect(watched.Page.Locator(".outbox-grid tbody tr[id]").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(watched.Page, $"outbox-failed-{name}-{label}");
            await watched.Page.Keyboard.PressAsync("Enter");
            await Expect(watched.Page.Locator(".outbox-pane .timeline")).ToBeVisibleAsync();
            await Screenshots.SaveAsync(watched.Page, $"outbox-open-{name}-{label}");
            (await Axe.ViolationsAsync(watched.Page)).ShouldBeEmpty();
            await app.GoAsync(watched.Page, "/outbox?tab=sent");
            await Expect(watched.Page.Locator(".outbox-grid tbody tr[id]").First).ToBeVisibleAsync();
            await Screenshots.SaveAsync(watched.Page, $"outbox-sent-{name}-{label}");
            await app.GoAsync(watched.Page, "/outbox?tab=sending");
            await Expect(watched.Page.Locator(".empty-state")).ToContainTextAsync("Nothing is being sent");
            await Screenshots.SaveAsync(watched.Page, $"outbox-empty-{name}-{label}");
            (await Axe.ViolationsAsync(watched.Page)).ShouldBeEmpty();
            watched.ShouldHaveNoProblems();
        }
    }

    [Fact]
    public async Task A_viewer_reads_without_buttons_and_a_provider_does_not_get_in()
    {
        await using var viewer = await app.OpenAsync("/outbox?tab=failed", Desk, who: "helen@acme.example");
        await viewer.Page.Locator(".outbox-grid tbody tr[id]").First.ClickAsync();
        await Expect(viewer.Page.Locator(".outbox-pane .timeline")).ToBeVisibleAsync();
        await Expect(viewer.Page.Locator(".outbox-pane .action-bar")).ToHaveCountAsync(0);
        await using var provider = await Chromium.NewPageAsync();
        await app.SignInAsync(provider.Page, "rivera@larkspur.example");
        await provider.Page.GotoAsync(app.Url + "/outbox");
        await Expect(provider.Page.Locator(".outbox-grid")).ToHaveCountAsync(0);
        await Expect(provider.Page.GetByRole(AriaRole.Link, new() { Name = "Outbox" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_ivr_request_shows_its_contact_and_leaves_by_one_key()
    {
        await using var watched = await app.OpenAsync("/orders?tab=all&ivr=missing&status=pendingreview", Desk);
        var page = watched.Page;
        var number = await NumberAsync(page.Locator(".queue-grid tbody tr[id]").First);
        await page.Locator(".queue-grid tbody tr[id]").First.ClickAsync();
        var bar = page.Locator(".ivr-request");
        await Expect(bar).ToContainTextAsync("ivr@");
        await Screenshots.SaveAsync(page, "ivr-request");
        await page.Keyboard.PressAsync("i");
        await Expect(page.Locator(".toasts")).ToContainTextAsync($"{number}: IVR request goes to");
        await Expect(bar).ToContainTextAsync("already waiting in the outbox");
        await page.Locator(".toasts").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".toasts")).ToContainTextAsync("Nothing was sent");
        await Expect(bar).ToContainTextAsync("ivr@");
        await page.Keyboard.PressAsync("i");
        await Expect(bar).ToContainTextAsync("already waiting in the outbox");
        (await app.MailsAsync($"Verification request for order {number}")).Count.ShouldBe(1);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems();
    }

    /// <summary>Forwards the first order of the list that leaves at once.</summary>
    private static async Task<string> ForwardAsync(IPage page)
    {
        var row = page.Locator(".queue-grid tbody tr[id]").Filter(new() { HasNotText = "Larchmont" }).Filter(new() { HasNotText = "Pinecrest" }).First;
        var number = await NumberAsync(row);
        await row.ClickAsync();
        await Expect(page.Locator("#order-pane-title")).ToHaveTextAsync(number);
        await Expect(page.Locator(".forward-note")).ToContainTextAsync("@");
        await page.Keyboard.PressAsync("f");
        await Expect(page.Locator(".toasts")).ToContainTextAsync($"{number} goes to");
        return number;
    }

    private static async Task<string> NumberAsync(ILocator row) => (await row.Locator(".col-number .code").InnerTextAsync()).Trim();

    private int Sent(string number) =>
        Directory.Exists(app.MailFolder) ? Directory.GetFiles(app.MailFolder, "*.eml").Count(f => File.ReadAllText(f).Contains(number, StringComparison.Ordinal)) : 0;

    [GeneratedRegex(@"^To: (\S+)", RegexOptions.Multiline)]
    private static partial Regex ToLine();
}
