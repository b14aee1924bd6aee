using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed partial class QueueTriageTests(QueueApp app)
{
    private const string Fine = "?status=pendingreview&ivr=valid";
    private static readonly string[] Separators = ["\n", ", ", "(", ")"];
    private static readonly char[] Punctuation = [',', '.', ':', '(', ')', '·'];
    private static readonly TimeSpan UntilSent = TimeSpan.FromSeconds(QueueApp.UndoSeconds + 10);

    [Fact]
    public async Task A_fine_order_is_approved_and_forwarded_with_two_keys_and_its_form_leaves_complete()
    {
        await using var screen = await QueueScreen.OpenAsync(app, Fine);
        var number = await screen.OpenFirstAsync();
        await screen.PressAsync("a");
        await screen.StatusIsAsync("Approved");
        await Assertions.Expect(screen.Pane.Locator(".forward-note")).ToContainTextAsync("@");
        var facts = await FactsAsync(screen);

        await screen.PressAsync("f");
        await Assertions.Expect(screen.Toasts).ToContainTextAsync($"{number} goes to");
        await Screenshots.SaveAsync(screen.Page, "queue-forwarded");

        var mail = await app.MailForAsync(number, UntilSent);
        mail.ShouldNotBeNull();
        var form = PdfText.Words(AttachmentOf(mail)).Select(w => w.Text.Trim(Punctuation)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        facts.Append(number).SelectMany(f => f.Split(' ')).Where(word => !form.Contains(word.Trim(Punctuation))).ShouldBeEmpty();

        await screen.GoAsync($"?tab=manufacturer&q={number}");
        await screen.OpenFirstAsync();
        await screen.StatusIsAsync("Sent to manufacturer");
        var link = screen.Pane.GetByRole(AriaRole.Link, new() { Name = $"{number}.pdf" });
        (await link.GetAttributeAsync("download")).ShouldBe($"{number}.pdf");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_forward_that_is_undone_leaves_nothing_behind()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?status=approved");
        var number = await screen.OpenFirstAsync();
        await screen.PressAsync("f");
        await Assertions.Expect(screen.Toasts).ToContainTextAsync($"{number} goes to");
        await screen.PressAsync("u");
        await Assertions.Expect(screen.Toasts).ToContainTextAsync("Nothing was sent");

        await screen.PaneShowsAsync(number);
        await screen.StatusIsAsync("Approved");
        await Assertions.Expect(screen.Pane).ToContainTextAsync("None yet.");
        (await app.MailForAsync(number, TimeSpan.FromSeconds(QueueApp.UndoSeconds + 4))).ShouldBeNull();
        await screen.StatusIsAsync("Approved");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task The_whole_triage_goes_by_keyboard()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?status=pendingreview");
        var first = await QueueScreen.NumberAsync(screen.Rows.Nth(0));
        var second = await QueueScreen.NumberAsync(screen.Rows.Nth(1));
        var third = await QueueScreen.NumberAsync(screen.Rows.Nth(2));
        await screen.PressAsync("j");
        await Assertions.Expect(screen.Current).ToContainTextAsync(second);
        await screen.PressAsync("k");
        await screen.PressAsync("o");
        await screen.PaneShowsAsync(first);
        await screen.PressAsync("Space");
        await Assertions.Expect(screen.Pane.Locator("#order-pane-title")).ToBeFocusedAsync();

        await screen.PressAsync("b");
        await Assertions.Expect(screen.Dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("The date of birth is missing, and d, f, a are only letters here.");
        await screen.PressAsync("Control+Enter");
        await screen.PaneShowsAsync(second);
        await Assertions.Expect(screen.Current).ToContainTextAsync(second);

        await screen.PressAsync("d");
        await Assertions.Expect(screen.Dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("Not covered.");
        await screen.PressAsync("Control+Enter");
        await screen.PaneShowsAsync(third);
        await Assertions.Expect(screen.Page.Locator(".queue-grid")).ToBeFocusedAsync();

        await screen.PressAsync("Escape");
        await Assertions.Expect(screen.Pane).ToHaveCountAsync(0);
        await screen.PressAsync("5");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("tab=returned$"));
        await Assertions.Expect(screen.RowOf(first)).ToHaveCountAsync(1);
        await screen.PressAsync("/");
        await screen.Page.Keyboard.TypeAsync(first);
        await Assertions.Expect(screen.Rows).ToHaveCountAsync(1);
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Letters_typed_before_a_dialog_or_an_order_is_there_do_nothing_blindly()
    {
        await using var screen = await QueueScreen.OpenAsync(app, Fine);
        var second = await QueueScreen.NumberAsync(screen.Rows.Nth(1));
        await screen.OpenFirstAsync();
        await screen.Page.EvaluateAsync("['b', 'a', 'f', 'd'].forEach(key => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))");
        await Assertions.Expect(screen.Dialog).ToContainTextAsync("back?");
        await screen.PressAsync("Escape");
        await Assertions.Expect(screen.Dialog).ToHaveCountAsync(0);
        await screen.StatusIsAsync("Pending review");

        await screen.Page.EvaluateAsync("['j', 'a'].forEach(key => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))");
        await screen.PaneShowsAsync(second);
        await Assertions.Expect(screen.Pane.Locator("#do-Approve")).ToBeFocusedAsync();
        await screen.StatusIsAsync("Pending review");
    }

    [Fact]
    public async Task Sending_back_needs_a_comment_and_keeps_what_was_typed()
    {
        await using var screen = await QueueScreen.OpenAsync(app, Fine);
        var number = await screen.OpenFirstAsync();
        await screen.PressAsync("b");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send back" }).ClickAsync();
        await Assertions.Expect(screen.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("What has to be corrected");
        await Screenshots.SaveAsync(screen.Page, "queue-send-back");

        await screen.Dialog.GetByLabel("What has to be corrected").FillAsync("Half a sent");
        await screen.PressAsync("Escape");
        await Assertions.Expect(screen.Dialog).ToHaveCountAsync(0);
        await screen.StatusIsAsync("Pending review");
        await screen.PressAsync("b");
        await Assertions.Expect(screen.Dialog.GetByLabel("What has to be corrected")).ToHaveValueAsync("Half a sent");
        await screen.Dialog.GetByLabel("What has to be corrected").FillAsync("The wound size is missing.");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Send back" }).ClickAsync();

        await Assertions.Expect(screen.Toasts).ToContainTextAsync($"{number}: sent back");
        await screen.GoAsync($"?tab=returned&q={number}");
        await screen.OpenFirstAsync();
        await Assertions.Expect(screen.Pane.Locator(".order-notice").First).ToContainTextAsync("The wound size is missing.");
    }

    [Fact]
    public async Task Without_a_valid_ivr_an_approval_asks_why()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?status=pendingreview&ivr=missing");
        var number = await screen.OpenFirstAsync();
        await screen.PressAsync("a");
        await Assertions.Expect(screen.Dialog).ToContainTextAsync(new Regex("is required|has to be done again"));
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Approve without IVR" }).ClickAsync();
        await Assertions.Expect(screen.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Why it may go without");
        await Screenshots.SaveAsync(screen.Page, "queue-bypass");
        await screen.Dialog.GetByLabel("Why it may go without").FillAsync("Self-pay, confirmed by phone.");
        await screen.PressAsync("Control+Enter");

        await screen.PaneShowsAsync(number);
        await screen.StatusIsAsync("Approved");
        await Assertions.Expect(screen.Pane.Locator(".order-notice")).ToContainTextAsync("Self-pay, confirmed by phone.");
        await Assertions.Expect(screen.Pane.Locator("#do-Approve")).ToHaveAttributeAsync("aria-disabled", "true");
        await Assertions.Expect(screen.Pane.Locator("#why-not-Approve")).ToContainTextAsync("approved");
    }

    [Fact]
    public async Task A_failed_send_is_a_task_with_its_reason_and_another_try()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?status=approved");
        var number = await screen.OpenFirstAsync();
        await screen.PressAsync("f");
        await Assertions.Expect(screen.Toasts).ToContainTextAsync($"{number} goes to");
        Directory.GetFiles(Path.Combine(app.Process.Folder, "documents"), "*.pdf", SearchOption.AllDirectories).OrderByDescending(File.GetCreationTimeUtc).Take(1).ToList().ForEach(File.Delete);

        await screen.GoAsync($"?tab=all&q={number}");
        await screen.OpenFirstAsync();
        var alert = screen.Pane.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("A form of this message is missing", new() { Timeout = (float)UntilSent.TotalMilliseconds });
        await Assertions.Expect(screen.Current).ToContainTextAsync("Fix sending");
        await Screenshots.SaveAsync(screen.Page, "queue-failed-send");

        await alert.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(screen.Toasts).ToContainTextAsync("trying to send again");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync(new() { Timeout = 15_000 });
        await screen.StatusIsAsync("Approved");
        screen.Watched.ShouldHaveNoProblems();
    }

    /// <summary>What the pane says that the manufacturer must read too.</summary>
    private static async Task<List<string>> FactsAsync(QueueScreen screen)
    {
        var facts = await screen.Pane.Locator(".facts dd").AllInnerTextsAsync();
        var items = await screen.Pane.Locator("[aria-labelledby=order-items] tbody td").AllInnerTextsAsync();
        List<string> all = [.. facts.Concat(items).SelectMany(text => text.Split(Separators, StringSplitOptions.None)).Select(t => t.Replace("Born ", "", StringComparison.Ordinal).Replace("No. ", "", StringComparison.Ordinal).Replace("NPI ", "", StringComparison.Ordinal).Trim())];
        all.Add(await screen.Pane.Locator("[aria-labelledby=order-items] tfoot td").InnerTextAsync());
        all.RemoveAll(f => f.Length == 0 || PhoneOfMaker().IsMatch(f));
        all.Count.ShouldBeGreaterThan(15);
        return all;
    }

    private static byte[] AttachmentOf(string mail)
    {
        var part = mail[mail.IndexOf("application/pdf", StringComparison.Ordinal)..];
        var body = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var text = new StringBuilder();
        foreach (var line in body.Split("\r\n").TakeWhile(l => !l.StartsWith("--", StringComparison.Ordinal)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{line}");
        }

        return Convert.FromBase64String(text.ToString());
    }

    // The form goes to the manufacturer, who knows their own number.
    [GeneratedRegex(@"^\d{3}$|^ ?\d{3}-\d{4}$")]
    private static partial Regex PhoneOfMaker();
}
