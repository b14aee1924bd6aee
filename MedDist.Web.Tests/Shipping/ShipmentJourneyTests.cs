using System.Net;
using System.Text;
using MedDist.Core.Shipping;
using MedDist.Web.Tests.Orders;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Shipping;

[Trait("Category", "Browser")]
[Collection(DeskApp.Shared)]
public sealed class ShipmentJourneyTests(DeskApp app)
{
    [Fact]
    public async Task A_pasted_number_ships_the_order_the_carrier_reports_trouble_and_a_colleague_sees_each_step()
    {
        await using var ashley = await QueueScreen.OpenAsync(app, "?tab=manufacturer&status=confirmed");
        var number = await ashley.OpenFirstAsync();
        await using var marcus = await QueueScreen.OpenAsync(app, $"?tab=all&q={number}", "marcus@acme.example");
        await marcus.OpenFirstAsync();

        await ashley.PressAsync("t");
        var field = ashley.Pane.GetByLabel("Tracking number", new() { Exact = true });
        await Expect(field).ToBeFocusedAsync();
        await ashley.Page.Keyboard.InsertTextAsync("1Z5R89390357567128");
        await Expect(ashley.Pane.Locator(".tracking-answer")).ToContainTextAsync("Not recognised");
        await Screenshots.SaveAsync(ashley.Page, "shipment-wrong-check-digit");
        await field.FillAsync("1z 5r8 939 0357 567 127");
        await Expect(ashley.Pane.Locator(".tracking-answer")).ToContainTextAsync("UPS Ground");
        (await Axe.ViolationsAsync(ashley.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(ashley.Page, "shipment-recognised");
        await ashley.Pane.GetByRole(AriaRole.Button, new() { Name = "Record parcel" }).ClickAsync();

        await Expect(ashley.Pane.Locator(".parcel")).ToContainTextAsync("1Z5R89390357567127");
        await ashley.StatusIsAsync("Shipped");
        await Expect(marcus.Pane.Locator(".parcel")).ToContainTextAsync("1Z5R89390357567127", new() { Timeout = 5000 });
        var link = ashley.Pane.Locator(".parcel-number a");
        (await link.GetAttributeAsync("rel")).ShouldBe("noopener noreferrer");
        (await link.GetAttributeAsync("href"))!.ShouldStartWith("https://wwwapps.ups.com/");

        var secret = await SecretAsync(ashley.Page);
        var body = $$"""{"id":"journey-1","trackingNumber":"1Z5R89390357567127","at":"{{DateTimeOffset.UtcNow:O}}","status":"Exception","place":"Louisville, KY","words":"Damaged in handling"}""";
        (await PostAsync(body, "wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(body, secret, "bluebird")).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(body, secret)).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(body, secret)).ShouldBe(HttpStatusCode.Accepted);

        await Expect(marcus.Pane.Locator(".parcel .order-notice")).ToContainTextAsync("held up in Louisville", new() { Timeout = 5000 });
        await Screenshots.SaveAsync(marcus.Page, "shipment-exception");
        await ashley.GoAsync($"?q={number}");
        await Expect(ashley.RowOf(number)).ToContainTextAsync("Fix parcel");
        await ashley.OpenFirstAsync();
        await ashley.Pane.Locator(".parcel summary").ClickAsync();
        await Expect(ashley.Pane.Locator(".parcel-events li")).ToHaveCountAsync(1);
        await ashley.Pane.GetByRole(AriaRole.Button, new() { Name = "Dealt with" }).ClickAsync();
        await ashley.Dialog.GetByRole(AriaRole.Button, new() { Name = "Manufacturer sends a replacement." }).ClickAsync();
        await ashley.PressAsync("Control+Enter");
        await Expect(ashley.Toasts).ToContainTextAsync("Written down");
        await Expect(marcus.Pane.Locator(".parcel .order-notice")).ToHaveCountAsync(0, new() { Timeout = 5000 });
        ashley.Watched.ShouldHaveNoProblems();
        marcus.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_facility_disputes_what_arrived_the_coordinator_resolves_it_and_the_facility_confirms()
    {
        await using var desk = await QueueScreen.OpenAsync(app, "?tab=manufacturer&status=senttomanufacturer", "frontdesk@larkspur.example");
        var number = await desk.OpenFirstAsync();
        await using var ashley = await QueueScreen.OpenAsync(app, $"?tab=all&q={number}");
        await ashley.OpenFirstAsync();
        await ashley.PressAsync("t");
        await Expect(ashley.Pane.GetByLabel("Tracking number", new() { Exact = true })).ToBeFocusedAsync();
        await ashley.Page.Keyboard.InsertTextAsync("986578788855");
        await Expect(ashley.Pane.Locator(".tracking-answer")).ToContainTextAsync("FedEx Express");
        await ashley.Pane.GetByLabel("Lot of").First.FillAsync("L-4711");
        await ashley.Pane.GetByRole(AriaRole.Button, new() { Name = "Record parcel" }).ClickAsync();

        await Expect(desk.Pane.Locator(".parcel")).ToContainTextAsync("lot L-4711", new() { Timeout = 5000 });
        await Expect(desk.Pane.GetByRole(AriaRole.Button, new() { Name = "Void" })).ToHaveCountAsync(0);
        await desk.Pane.GetByRole(AriaRole.Button, new() { Name = "Confirm what arrived" }).ClickAsync();
        await desk.Pane.GetByLabel("Found of").First.FillAsync("0");
        await desk.Pane.GetByRole(AriaRole.Button, new() { Name = "Confirm receipt" }).ClickAsync();
        await Expect(desk.Pane.GetByRole(AriaRole.Alert)).ToContainTextAsync("Dispute the parcel");
        (await Axe.ViolationsAsync(desk.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(desk.Page, "shipment-receipt");
        await desk.Pane.GetByLabel("What is wrong").FillAsync("One sheet is missing");
        await desk.Pane.GetByRole(AriaRole.Button, new() { Name = "Dispute", Exact = true }).ClickAsync();

        await Expect(ashley.Pane.Locator(".parcel .order-notice")).ToContainTextAsync("One sheet is missing", new() { Timeout = 5000 });
        await Expect(ashley.RowOf(number)).ToContainTextAsync("Fix parcel");
        await ashley.Pane.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await ashley.Dialog.GetByRole(AriaRole.Textbox).FillAsync("Maker sends one more.");
        await Screenshots.SaveAsync(ashley.Page, "shipment-resolve");
        await ashley.PressAsync("Control+Enter");

        await Expect(desk.Pane.Locator(".parcel .order-notice")).ToHaveCountAsync(0, new() { Timeout = 5000 });
        await desk.Pane.GetByRole(AriaRole.Button, new() { Name = "Confirm what arrived" }).ClickAsync();
        await desk.Pane.GetByRole(AriaRole.Button, new() { Name = "Confirm receipt" }).ClickAsync();
        await desk.StatusIsAsync("Received");
        await Expect(ashley.Pane.Locator(".parcel-line")).ToContainTextAsync("Received");
        desk.Watched.ShouldHaveNoProblems();
        ashley.Watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("standard", 1440, 900)]
    [InlineData("standard-dark", 1440, 900)]
    [InlineData("standard", 820, 1180)]
    [InlineData("standard-dark", 820, 1180)]
    public async Task The_list_shows_problems_first_and_is_accessible(string theme, int width, int height)
    {
        await using var screen = await QueueScreen.OpenAsync(app, viewport: new() { Width = width, Height = height }, theme: theme);
        await screen.Page.GotoAsync($"{app.Url}/shipments");
        await MedDistApp.LiveAsync(screen.Page);
        await Expect(screen.Page.Locator(".shipment-table tbody tr").First).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        (await screen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")).ShouldBeFalse();
        await Screenshots.SaveAsync(screen.Page, $"shipments-{theme}-{width}");
        await screen.Page.GotoAsync($"{app.Url}/shipments/feed");
        await MedDistApp.LiveAsync(screen.Page);
        await Expect(screen.Page.GetByText("No parcel has this number yet.").First).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, $"carrier-feed-{theme}-{width}");
        await screen.GoAsync("?tab=done&status=delivered");
        await screen.OpenFirstAsync();
        await screen.Pane.Locator(".parcel summary").First.ClickAsync();
        await screen.Pane.Locator(".parcels").ScrollIntoViewIfNeededAsync();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, $"shipment-pane-{theme}-{width}");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Tabs_search_and_carrier_live_in_the_address_and_counts_equal_the_list()
    {
        await using var screen = await QueueScreen.OpenAsync(app);
        await screen.Page.GotoAsync($"{app.Url}/shipments?tab=road");
        await MedDistApp.LiveAsync(screen.Page);
        var tab = screen.Page.Locator(".queue-tabs a[aria-current]");
        await Expect(tab).ToContainTextAsync("On the road");
        var rows = screen.Page.Locator(".shipment-table tbody tr");
        await rows.First.WaitForAsync();
        (await tab.Locator(".count").InnerTextAsync()).ShouldBe($"{await rows.CountAsync()}");

        var number = (await rows.First.Locator("a.code").First.InnerTextAsync()).Trim();
        await screen.PressAsync("/");
        await Expect(screen.Page.Locator("#shipment-search")).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync(number[..14].ToLowerInvariant());
        await screen.Page.WaitForURLAsync("**/shipments?tab=road&q=*");
        await Expect(rows.First).ToContainTextAsync(number);
        await screen.Page.Locator("#shipment-search").FillAsync("00000000000000000001");
        await Expect(screen.Page.Locator(".empty-state")).ToContainTextAsync("No parcel matches");
        await Screenshots.SaveAsync(screen.Page, "shipments-empty");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove filter Search" }).ClickAsync();
        await screen.Page.Locator(".queue-tabs a", new() { HasText = "All" }).ClickAsync();
        await screen.Page.WaitForURLAsync("**/shipments?tab=all");
        await screen.Page.GoBackAsync();
        await Expect(tab).ToContainTextAsync("On the road");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Who_does_not_see_all_orders_has_no_list_of_parcels()
    {
        await using var screen = await QueueScreen.OpenAsync(app, who: "frontdesk@larkspur.example");
        await Expect(screen.Page.GetByRole(AriaRole.Link, new() { Name = "Shipments" })).ToHaveCountAsync(0);
        await screen.Page.GotoAsync($"{app.Url}/shipments");
        await Expect(screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Your role does not open this page" })).ToBeVisibleAsync();
    }

    private async Task<string> SecretAsync(IPage page)
    {
        await page.GotoAsync($"{app.Url}/shipments/feed");
        await MedDistApp.LiveAsync(page);
        await page.GetByRole(AriaRole.Row, new() { Name = "UPS" }).GetByRole(AriaRole.Button, new() { NameRegex = new("secret", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).ClickAsync();
        return (await page.Locator(".notice code").InnerTextAsync()).Trim();
    }

    private async Task<HttpStatusCode> PostAsync(string body, string secret, string tenant = "acme")
    {
        using var client = app.Process.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/carriers/ups/events") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Host = $"{tenant}.localhost";
        request.Headers.Add(CarrierSignature.Header, CarrierSignature.Sign(secret, Encoding.UTF8.GetBytes(body), DateTimeOffset.UtcNow));
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
