using System.Net;
using System.Text.RegularExpressions;
using MedDist.Core.Integrations;
using MedDist.Web.Tests.Orders;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Manufacturers;

[Trait("Category", "Browser")]
[Collection(DeskApp.Shared)]
public sealed partial class ReplyJourneyTests(DeskApp app)
{
    [Fact]
    public async Task A_manufacturer_confirms_ships_and_attaches_by_the_mails_link_and_Ashley_sees_it_live()
    {
        await using var ashley = await QueueScreen.OpenAsync(app, "?status=approved&ivr=valid");
        var (number, token) = await SentAsync(ashley);
        await using var maker = await Chromium.NewPageAsync();
        var page = maker.Page;
        await page.GotoAsync($"{app.Url}/reply/{token}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Order {number}");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, "reply-open", wholePage: true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm the order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The order is confirmed");
        await ashley.StatusIsAsync("Confirmed");
        await Expect(ashley.Page.Locator(".bell-count")).ToBeVisibleAsync();

        await page.GetByLabel("PDF, JPEG or PNG").SetInputFilesAsync(new FilePayload { Name = "run.pdf", MimeType = "application/pdf", Buffer = "MZ not a pdf"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the document" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is a program, whatever its name says.");
        await page.GetByLabel("PDF, JPEG or PNG").SetInputFilesAsync(new FilePayload { Name = "confirmation.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the document" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The document has arrived");

        await page.GetByLabel("Tracking numbers").FillAsync("1Z879E930346834440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell that it has shipped" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The parcels are recorded");
        await Screenshots.SaveAsync(page, "reply-answered", wholePage: true);
        await ashley.StatusIsAsync("Shipped");
        await Expect(ashley.Pane.Locator(".parcel")).ToContainTextAsync("1Z879E930346834440");
        await Screenshots.SaveAsync(ashley.Page, "reply-seen-by-ashley");
        maker.ShouldHaveNoProblems();
        ashley.Watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("standard", 820)]
    [InlineData("standard-dark", 1440)]
    public async Task A_manufacturer_rejects_with_a_reason_at_the_tenants_own_address(string theme, int width)
    {
        await using var ashley = await QueueScreen.OpenAsync(app, "?status=approved&ivr=valid");
        var (_, token) = await SentAsync(ashley);
        await using var maker = await Chromium.NewPageAsync(new() { Width = width, Height = 1180 });
        var page = maker.Page;
        await maker.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = app.TenantUrl("acme") }]);
        await page.GotoAsync($"{app.TenantUrl("acme")}/reply/{token}");
        await page.GetByLabel("Reason").SelectOptionAsync("Out of stock");
        await page.GetByLabel("What we should know").FillAsync("Back in two weeks");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, $"reply-reject-{theme}-{width}", wholePage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject the order" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The order is rejected");
        await ashley.StatusIsAsync("Rejected by manufacturer");
        await Expect(ashley.Pane).ToContainTextAsync("Out of stock: Back in two weeks");

        var elsewhere = await page.GotoAsync($"{app.TenantUrl("bluebird")}/reply/{token}");
        elsewhere!.Status.ShouldBe(410);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link does not work any more");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, $"reply-ended-{theme}-{width}");
        app.Process.Output.ShouldNotContain(l => l.Contains(token, StringComparison.Ordinal), "the secret is in the log");
    }

    [Fact]
    public async Task A_link_is_hidden_from_search_engines_and_asked_too_often_gets_no_answer()
    {
        using var client = app.Process.CreateClient();
        var wrong = new Uri("/reply/acme." + new string('x', 43), UriKind.Relative);
        using var first = await client.GetAsync(wrong);
        first.StatusCode.ShouldBe(HttpStatusCode.Gone);
        first.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
        first.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        first.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var forged = await client.PostAsync(wrong, new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "confirm" }));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        List<HttpStatusCode> codes = [];
        for (var i = 0; i < 130 && !codes.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var next = await client.GetAsync(wrong);
            codes.Add(next.StatusCode);
        }

        codes.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [GeneratedRegex(@"/reply/([a-z0-9-]+\.[A-Za-z0-9_-]{43})")]
    private static partial Regex Link();

    private async Task<(string Number, string Token)> SentAsync(QueueScreen ashley)
    {
        // One manufacturer wants its orders together, at the end of the day; another has no contact yet.
        var row = ashley.Rows.Filter(new() { HasNotText = "Larchmont" }).Filter(new() { HasNotText = "Pinecrest" }).First;
        var number = await QueueScreen.NumberAsync(row);
        await row.ClickAsync();
        await ashley.PaneShowsAsync(number);
        await ashley.PressAsync("f");
        // Whoever leaves the page before the key has arrived takes it along.
        await Expect(ashley.Toasts).ToContainTextAsync(number);
        await ashley.GoAsync($"?tab=all&q={number}");
        await ashley.OpenFirstAsync();
        var mail = (await app.MailForAsync(number, TimeSpan.FromSeconds(QueueApp.UndoSeconds + 20))).ShouldNotBeNull();
        var message = MimeText.Parse(mail);
        var text = string.Join('\n', message.AllParts().Select(p => p.DecodedBody()).Prepend(message.DecodedBody()));
        await ashley.StatusIsAsync("Sent to manufacturer");
        return (number, Link().Match(text).Groups[1].Value);
    }
}
