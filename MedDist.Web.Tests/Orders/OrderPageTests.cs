using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(OrderApp.Shared)]
public sealed class OrderPageTests(OrderApp app)
{
    [Fact]
    public async Task From_the_list_to_the_page_through_the_list_and_back_by_keyboard()
    {
        await using var queue = await QueueScreen.OpenAsync(app, "?ivr=valid&size=25");
        var first = await queue.OpenFirstAsync();
        await queue.PressAsync("o");
        await using var page = new OrderScreen(queue.Watched, app);
        await page.ReadyAsync();
        (await page.NumberAsync()).ShouldBe(first);
        await Assertions.Expect(page.Head.Locator(".order-head-way")).ToContainTextAsync("1 of ");
        page.Page.Url.ShouldEndWith("/full?ivr=valid&size=25");

        await page.PressAsync("j");
        await Assertions.Expect(page.Head.Locator(".order-head-way")).ToContainTextAsync("2 of ");
        (await page.NumberAsync()).ShouldNotBe(first);
        await page.PressAsync("k");
        await Assertions.Expect(page.Head.Locator("#order-title")).ToHaveTextAsync(first);
        await Assertions.Expect(page.Head.GetByRole(AriaRole.Button, new() { Name = "Previous" })).ToBeDisabledAsync();

        await page.PressAsync("Escape");
        await queue.PaneShowsAsync(first);
        await Assertions.Expect(queue.Page).ToHaveURLAsync(new Regex("/orders/[0-9a-f-]+\\?ivr=valid&size=25$"));
        queue.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task An_order_is_approved_and_forwarded_on_its_page_and_locks_with_the_reason()
    {
        var ids = await OrderScreen.FindAsync(app, "?status=pendingreview&ivr=valid");
        await using var page = await OrderScreen.OpenAsync(app, $"{ids[^1]}/full?status=pendingreview&ivr=valid");
        await page.PressAsync("a");
        await page.StatusIsAsync("Approved");
        await Assertions.Expect(page.Page.Locator("#do-Approve")).ToHaveAttributeAsync("aria-disabled", "true");
        await page.PressAsync("f");
        await Assertions.Expect(page.Toasts).ToContainTextAsync("goes to");
        await Assertions.Expect(page.Editor.Locator(".lock-note")).ToContainTextAsync("leaving for the manufacturer");
        await Assertions.Expect(page.Head.Locator(".order-badge").First).ToHaveTextAsync("Sent to manufacturer", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Editor.Locator(".lock-note")).ToContainTextAsync("has left for the manufacturer");
        await Assertions.Expect(page.Timeline).ToContainTextAsync("sent");
        await Screenshots.SaveAsync(page.Page, "order-page-locked");
        (await Axe.ViolationsAsync(page.Page)).ShouldBeEmpty();

        await page.EditAsync();
        await Assertions.Expect(page.Page.Locator("#edit-service")).ToBeDisabledAsync();
        await Assertions.Expect(page.Page.Locator("#edit-internal")).ToBeFocusedAsync();
        await page.Page.Locator("#edit-internal").FillAsync("Call them on Monday");
        await page.PressAsync("Control+Enter");
        await page.SavedAsync();
        await Assertions.Expect(page.Page.Locator(".comments-internal")).ToContainTextAsync("Call them on Monday");
        page.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_name_is_shown_on_purpose_and_hidden_again()
    {
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview"))[0];
        await using var page = await OrderScreen.OpenAsync(app, $"{id}/full");
        var person = page.Head.Locator(".person-reveal strong");
        (await person.InnerTextAsync()).ShouldContain("•••");
        (await page.Fact("Recipient").InnerTextAsync()).ShouldContain("•••");
        await page.Head.GetByRole(AriaRole.Button, new() { Name = "Show name" }).ClickAsync();
        await Assertions.Expect(person).Not.ToContainTextAsync("•••");
        await Assertions.Expect(page.Fact("Recipient")).ToContainTextAsync("Born");
        await page.Head.GetByRole(AriaRole.Button, new() { Name = "Hide name" }).ClickAsync();
        await Assertions.Expect(person).ToContainTextAsync("•••");
        (await page.Page.TitleAsync()).ShouldBe("Order · MedDist");
    }

    [Fact]
    public async Task Comments_to_the_provider_and_internal_ones_stay_apart()
    {
        var id = (await OrderScreen.FindAsync(app, "?tab=all&q="))[0];
        await using var page = await OrderScreen.OpenAsync(app, $"{id}/full");
        await page.Page.GetByLabel("Write to the other side").FillAsync("Which heel, left or right?");
        await page.PressAsync("Control+Enter");
        await Assertions.Expect(page.Page.Locator(".comments-shared .comment.mine")).ToContainTextAsync("Which heel, left or right?");
        await page.Page.GetByLabel("Write an internal comment").FillAsync("They mix this up often.");
        await page.PressAsync("Control+Enter");
        await Assertions.Expect(page.Page.Locator(".comments-internal .comment.mine")).ToContainTextAsync("They mix this up often.");
        await Assertions.Expect(page.Page.Locator(".comments-shared")).Not.ToContainTextAsync("They mix this up often.");
        await Assertions.Expect(page.Page.GetByLabel("Write an internal comment")).ToHaveValueAsync("");

        await page.Timeline.GetByRole(AriaRole.Button, new() { Name = "Comments" }).ClickAsync();
        var entries = page.Timeline.Locator(".timeline li");
        await Assertions.Expect(entries.First).ToContainTextAsync("Internal comment by Ashley Nguyen");
        await Assertions.Expect(page.Timeline).Not.ToContainTextAsync("Submitted by");
        await page.Timeline.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(page.Timeline).ToContainTextAsync("Submitted");
        await Screenshots.SaveAsync(page.Page, "order-comments", wholePage: true);
        page.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Whoever_is_faster_than_the_editors_cursor_types_on_where_they_are()
    {
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview"))[0];
        await using var page = await OrderScreen.OpenAsync(app, $"{id}/full");
        await page.EditAsync();
        await Assertions.Expect(page.Page.Locator("#edit-service")).ToBeFocusedAsync();
        await page.Page.Locator("#edit-internal").FocusAsync();
        await page.Page.EvaluateAsync("async () => (await import('/page.js')).focusFirst('.order-editor')");
        await Assertions.Expect(page.Page.Locator("#edit-internal")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_page_prints_without_what_is_internal_and_its_form_downloads()
    {
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview&ivr=valid"))[0];
        await using var page = await OrderScreen.OpenAsync(app, $"{id}/full");
        await page.EditAsync();
        await page.Page.Locator("#edit-internal").FillAsync("Zebra note for colleagues only");
        await page.PressAsync("Control+Enter");
        await page.SavedAsync();
        var number = await page.NumberAsync();

        var paper = PdfText.Read(await page.Page.PdfAsync(new() { Format = "Letter", Path = Path.Combine(RepositoryRoot.Path, "TestResults", "screenshots", "order-page.pdf") }));
        paper.ShouldContain(number);
        foreach (var word in new[] { "Items", "Deliver by", "Timeline", "Not checked:", "With the provider" })
        {
            paper.ShouldContain(word);
        }

        foreach (var word in new[] { "Zebra", "Internal", "Approve", "Show name", "Full page", "Ctrl+Enter" })
        {
            paper.ShouldNotContain(word);
        }

        var waiting = page.Page.WaitForDownloadAsync();
        await page.Head.GetByRole(AriaRole.Link, new() { Name = "Order form (PDF)" }).ClickAsync();
        var form = PdfText.Read(await File.ReadAllBytesAsync(await (await waiting).PathAsync()));
        form.ShouldContain(number);
        form.ShouldNotContain("Zebra");
        await page.StatusIsAsync("Pending review");
        page.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task The_providers_step_is_done_on_behalf_with_for_whom_and_why()
    {
        var id = (await OrderScreen.FindAsync(app, "?tab=returned"))[0];
        await using var page = await OrderScreen.OpenAsync(app, $"{id}/full");
        await page.Page.Locator("#do-Resubmit").ClickAsync();
        await Assertions.Expect(page.Dialog).ToContainTextAsync("on behalf of the provider?");
        await page.Dialog.GetByRole(AriaRole.Textbox).FillAsync("For the clinic, corrected by phone.");
        await Screenshots.SaveAsync(page.Page, "order-on-behalf");
        await page.PressAsync("Control+Enter");
        await page.StatusIsAsync("Resubmitted");
        await Assertions.Expect(page.Timeline.Locator(".timeline li").First).ToContainTextAsync("on behalf of the provider");
        await Assertions.Expect(page.Timeline.Locator(".timeline li").First).ToContainTextAsync("For the clinic, corrected by phone.");
    }

    [Theory]
    [InlineData("helen@acme.example", true)]
    [InlineData("rivera@larkspur.example", false)]
    public async Task Others_read_the_page_without_what_is_not_theirs(string who, bool masked)
    {
        await using var queue = await QueueScreen.OpenAsync(app, "?tab=all", who);
        await queue.OpenFirstAsync();
        await queue.Pane.GetByRole(AriaRole.Link, new() { Name = "Full page" }).ClickAsync();
        await using var page = new OrderScreen(queue.Watched, app);
        await page.ReadyAsync();
        await Assertions.Expect(page.Page.Locator(".comments-internal, #edit-order, #order-claimed-by, #do-Approve")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Head.GetByRole(AriaRole.Button, new() { Name = "Show name" })).ToHaveCountAsync(masked ? 0 : 1);
        await Assertions.Expect(page.Head.GetByRole(AriaRole.Link, new() { Name = "Order form (PDF)" })).ToHaveCountAsync(masked ? 0 : 1);
        (await Axe.ViolationsAsync(page.Page)).ShouldBeEmpty();
        page.Watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("standard", 1440, 900)]
    [InlineData("standard", 820, 1180)]
    [InlineData("standard-dark", 1440, 900)]
    [InlineData("standard-dark", 820, 1180)]
    public async Task The_page_is_readable_in_both_looks_and_on_a_tablet(string theme, int width, int height)
    {
        var id = (await OrderScreen.FindAsync(app, "?tab=all&status=confirmed"))[0];
        await using var page = await OrderScreen.OpenAsync(app, $"{id}/full", viewport: new() { Width = width, Height = height }, theme: theme);
        await page.Page.Locator(".comments-shared").WaitForAsync();
        await Screenshots.SaveAsync(page.Page, $"order-page-{theme}-{width}");
        (await page.Page.EvaluateAsync<int>("document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth")).ShouldBe(0);
        (await Axe.ViolationsAsync(page.Page)).ShouldBeEmpty();

        var open = (await OrderScreen.FindAsync(app, "?status=pendingreview"))[1];
        await page.GoAsync($"{open}/full");
        await page.EditAsync();
        await Screenshots.SaveAsync(page.Page, $"order-edit-{theme}-{width}");
        (await Axe.ViolationsAsync(page.Page)).ShouldBeEmpty();
        await page.Page.EvaluateAsync("document.querySelector('.timeline-panel').scrollIntoView()");
        await Screenshots.SaveAsync(page.Page, $"order-page-lower-{theme}-{width}");
    }

    [Fact]
    public async Task An_order_that_is_not_there_says_so()
    {
        await using var page = await OrderScreen.OpenAsync(app, "01998878-2801-7209-bb5d-47e3d929c83b/full?tab=done");
        await Assertions.Expect(page.Page.Locator(".empty-state")).ToContainTextAsync("does not exist or is not yours to see");
        await Screenshots.SaveAsync(page.Page, "order-page-missing");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/orders?tab=done");
    }
}
