using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

/// <summary>The send-by clock, the flags and what they are learned from, as Ashley and a colleague see them.</summary>
[Trait("Category", "Browser")]
[Collection(DeskApp.Shared)]
public sealed partial class FlagJourneyTests(DeskApp app)
{
    private const string Colleague = "marcus@acme.example";

    [Fact]
    public async Task The_queue_is_narrowed_by_a_flag_and_the_order_tells_why_it_has_it()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all");
        await Screenshots.SaveAsync(screen.Page, "flags-queue");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        var select = screen.Page.GetByLabel("Flag", new() { Exact = true });
        var option = select.Locator("option[value='ivr.missing']");
        await Assertions.Expect(option).ToHaveTextAsync(Counted());
        var count = int.Parse(Counted().Match(await option.InnerTextAsync()).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        count.ShouldBeGreaterThan(0);

        await select.SelectOptionAsync("ivr.missing");
        await Assertions.Expect(screen.Page.Locator(".filter-chips")).ToContainTextAsync("IVR missing");
        await Assertions.Expect(screen.Rows).ToHaveCountAsync(count);
        screen.Page.Url.ShouldContain("flag=ivr.missing");
        foreach (var marks in await screen.Rows.Locator(".flag-marks").AllAsync())
        {
            (await marks.GetAttributeAsync("title"))!.ShouldContain("IVR missing: ");
        }

        await Screenshots.SaveAsync(screen.Page, "flags-filtered");
        await screen.OpenFirstAsync();
        await Assertions.Expect(screen.Pane.Locator(".flag-list")).ToContainTextAsync("is required and has not been");
        await screen.Pane.Locator(".send-by.with-tip").FocusAsync();
        await Assertions.Expect(screen.Pane.Locator(".send-by .tip")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Pane.Locator(".send-by .tip")).ToContainTextAsync("IVR turnaround");
        await Screenshots.SaveAsync(screen.Page, "flags-pane");
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove filter Flag IVR missing" }).ClickAsync();
        await Assertions.Expect(screen.Rows.Nth(count)).ToBeVisibleAsync();
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_closed_day_moves_a_send_by_time_before_a_colleagues_eyes()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?status=pendingreview&order=desc");
        var number = await screen.OpenFirstAsync();
        var sum = screen.Pane.Locator(".send-by-sum");
        var before = await sum.InnerTextAsync();
        await using var colleague = await Chromium.NewPageAsync(configure: o => o.StorageState = app.SignedInAsync(Colleague).GetAwaiter().GetResult());
        await colleague.Page.GotoAsync(app.Url + "/settings/calendar");
        await colleague.Page.GetByRole(AriaRole.Button, new() { Name = "Add day" }).WaitForAsync();
        await MedDistApp.LiveAsync(colleague.Page);

        // The very day on which the order would have to leave.
        var day = DateOnly.ParseExact(LastDay().Match(before).Groups[1].Value, "ddd d MMM", System.Globalization.CultureInfo.InvariantCulture);
        var today = DateOnly.FromDateTime(DateTime.Parse(await colleague.Page.EvaluateAsync<string>("new Date().toISOString().slice(0, 10)"), System.Globalization.CultureInfo.InvariantCulture));
        var leaves = Enumerable.Range(-1, 3).Select(y => new DateOnly(today.Year + y, day.Month, day.Day)).MinBy(d => Math.Abs(d.DayNumber - today.DayNumber));
        await colleague.Page.GetByLabel("Day", new() { Exact = true }).FillAsync(leaves.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await colleague.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Water in the hall");
        await colleague.Page.GetByRole(AriaRole.Button, new() { Name = "Add day" }).ClickAsync();
        await Assertions.Expect(colleague.Page.Locator(".closed-days")).ToContainTextAsync("Water in the hall");
        await colleague.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(colleague.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved." })).ToContainTextAsync("counted again");
        await Screenshots.SaveAsync(colleague.Page, "calendar", wholePage: true);

        await Assertions.Expect(sum).Not.ToHaveTextAsync(before);
        (await screen.Pane.Locator("#order-pane-title").InnerTextAsync()).ShouldBe(number);
        (await Axe.ViolationsAsync(colleague.Page)).ShouldBeEmpty();
        await colleague.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Water in the hall" }).ClickAsync();
        await colleague.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(sum).ToHaveTextAsync(before);
        screen.Watched.ShouldHaveNoProblems();
        colleague.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_calendar_without_a_working_day_is_refused_in_words()
    {
        await using var watched = await Chromium.NewPageAsync(configure: o => o.StorageState = app.SignedInAsync(MedDistApp.Ashley).GetAwaiter().GetResult());
        await watched.Page.GotoAsync(app.Url + "/settings/calendar");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Add day" }).WaitForAsync();
        await MedDistApp.LiveAsync(watched.Page);
        foreach (var day in new[] { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" })
        {
            await watched.Page.GetByLabel(day).UncheckAsync();
        }

        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one working day.");
        await Screenshots.SaveAsync(watched.Page, "calendar-refused");
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Undo changes" }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByLabel("Friday")).ToBeCheckedAsync();
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task The_scorecard_shows_every_manufacturer_and_leads_to_the_orders_behind_a_number()
    {
        await using var watched = await Chromium.NewPageAsync(configure: o => o.StorageState = app.SignedInAsync(MedDistApp.Ashley).GetAwaiter().GetResult());
        var page = watched.Page;
        await page.GotoAsync(app.Url + "/manufacturers/scorecard");
        await page.Locator(".scorecard tbody tr").First.WaitForAsync();
        await MedDistApp.LiveAsync(page);
        await Assertions.Expect(page.Locator(".scorecard")).ToContainTextAsync("Too little data");
        await Screenshots.SaveAsync(page, "scorecard");

        await page.GetByRole(AriaRole.Link, new() { Name = "12 months" }).ClickAsync();
        // Its address is of the chosen time once the list is.
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Alderbrook Biologics" })).ToHaveAttributeAsync("href", new Regex("days=365"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Alderbrook Biologics" }).ClickAsync();
        await Assertions.Expect(page.Locator(".score-panel")).ToContainTextAsync("last 12 months");
        await Assertions.Expect(page.Locator(".score-panel svg")).ToHaveAttributeAsync("aria-label", new Regex("orders delivered in 53 weeks"));
        page.Url.ShouldContain("days=365&manufacturer=");
        await page.GetByText("What these numbers mean").ClickAsync();
        await Screenshots.SaveAsync(page, "scorecard-panel", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = "Learn now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Learned from orders" })).ToBeVisibleAsync();
        var waiting = page.Locator(".scorecard tbody tr").First.Locator("td:nth-child(8) a");
        var count = await waiting.InnerTextAsync();
        await waiting.ClickAsync();
        await page.Locator(".queue-grid tbody tr[id], .queue-scroll .empty-state").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".queue .subtitle")).ToHaveTextAsync(new Regex($"^{count} orders?"));
        watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("dark", 1440, 900)]
    [InlineData("light", 820, 1180)]
    public async Task Every_new_page_can_be_read_in_both_looks_and_on_a_narrow_screen(string look, int width, int height)
    {
        var viewport = new ViewportSize { Width = width, Height = height };
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&flag=ivr.missing", viewport: viewport, theme: look == "dark" ? "standard-dark" : null);
        await Screenshots.SaveAsync(screen.Page, $"flags-queue-{look}-{width}");
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await screen.OpenFirstAsync();
        await Screenshots.SaveAsync(screen.Page, $"flags-pane-{look}-{width}");
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        foreach (var (path, ready, name) in new[] { ("/settings/calendar", ".months", "calendar"), ("/manufacturers/scorecard", ".scorecard", "scorecard") })
        {
            await screen.Page.GotoAsync(app.Url + path);
            await screen.Page.Locator(ready).WaitForAsync();
            await Screenshots.SaveAsync(screen.Page, $"{name}-{look}-{width}", wholePage: true);
            (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        }
    }

    [GeneratedRegex(@"^IVR missing \((\d+)\)$")]
    private static partial Regex Counted();

    [GeneratedRegex(@": (\w{3} \d+ \w{3})\.")]
    private static partial Regex LastDay();
}
