using System.IO.Compression;
using System.Text.RegularExpressions;
using MedDist.Web.Tests.Orders;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Batches;

/// <summary>An app of its own: bulk actions change many orders at once.</summary>
public sealed class BulkApp : QueueApp
{
    public new const string Shared = "Bulk actions";

    // More than a page of orders that wait for the same step.
    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string>(base.Own) { ["Demo:Orders"] = "1200" };
}

/// <summary>The tests that share one <see cref="BulkApp"/>.</summary>
[CollectionDefinition(BulkApp.Shared)]
public sealed class SharedBulkApp : ICollectionFixture<BulkApp>;

[Trait("Category", "Browser")]
[Collection(BulkApp.Shared)]
public sealed class BulkJourneyTests(BulkApp app)
{
    [Fact]
    public async Task Orders_of_all_pages_are_selected_dry_run_approved_and_their_results_downloaded_by_keyboard()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=action&status=pendingreview&size=25");
        var page = screen.Page;
        var total = Number(await page.Locator(".queue-pager .range").InnerTextAsync(), "of ([0-9,]+)");
        total.ShouldBeGreaterThan(25);
        await screen.PressAsync("x");
        await screen.PressAsync("j");
        await screen.PressAsync("j");
        await screen.PressAsync("Shift+X");
        await Expect(Bar(page)).ToContainTextAsync("3 selected");
        await Screenshots.SaveAsync(page, "bulk-bar");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await screen.PressAsync("Control+a");
        await Expect(Bar(page)).ToContainTextAsync($"All {total} selected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await Expect(page.Locator(".queue-pager .range")).ToContainTextAsync("26–");
        await Expect(screen.Rows.First.Locator(".select-box input")).ToBeCheckedAsync();
        var leftOut = await QueueScreen.NumberAsync(screen.Rows.First);
        await screen.Rows.First.Locator(".select-box input").ClickAsync();
        await Expect(Bar(page)).ToContainTextAsync($"All {total - 1} selected, 1 left out");
        await Expect(screen.Pane).ToHaveCountAsync(0);

        await screen.PressAsync("a");
        await Expect(screen.Dialog).ToContainTextAsync($"Approve: {total - 1} orders");
        await Expect(screen.Dialog.Locator(".forecast-head")).ToContainTextAsync("will change");
        var forecast = await screen.Dialog.Locator(".forecast-head strong").InnerTextAsync();
        var (changes, skips) = (Number(forecast, "([0-9,]+) will change"), Number(forecast, "([0-9,]+) skipped"));
        (changes + skips).ShouldBe(total - 1);
        skips.ShouldBeGreaterThan(0);
        await screen.Dialog.Locator(".forecast summary").First.ClickAsync();
        await Expect(screen.Dialog.Locator(".forecast-rows a").First).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "bulk-dry-run");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await screen.PressAsync("Control+Enter");
        await Expect(screen.Toasts).ToContainTextAsync("on their way");
        await Expect(Bar(page)).ToHaveCountAsync(0);

        await page.GotoAsync($"{app.Url}/batches");
        var row = page.Locator(".batch-table tbody tr").First;
        await Expect(row).ToContainTextAsync("Completed");
        await Expect(row).ToContainTextAsync($"{changes} changed, {skips} skipped");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, "bulk-list");
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator(".batch-rows tbody tr").First).ToBeVisibleAsync();
        await MedDistApp.LiveAsync(page);
        await Screenshots.SaveAsync(page, "bulk-result");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Locator(".batch-reason").Filter(new() { HasText = "Skipped" }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("result=skipped$"));
        await Expect(page.Locator(".batch-rows tbody tr")).ToHaveCountAsync(Math.Min(skips, 100));
        await page.Locator(".batch-reason.why").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("result=skipped&reason=[0-9a-f]{8}$"));

        var workbook = await DownloadAsync(page, "Download Excel");
        workbook.Name.ShouldMatch("^approve-orders-[0-9-]+\\.xlsx$");
        using (var zip = new ZipArchive(new MemoryStream(workbook.Bytes)))
        {
            using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            (await sheet.ReadToEndAsync()).Split("<row").Length.ShouldBe(total + 1);
        }

        var csv = System.Text.Encoding.UTF8.GetString((await DownloadAsync(page, "CSV")).Bytes);
        csv.ShouldNotContain(leftOut);
        csv.Split("\r\n").Count(line => line.Contains(",Changed,", StringComparison.Ordinal)).ShouldBe(changes);
        await screen.GoAsync($"?tab=action&status=pendingreview&q={leftOut}");
        await Expect(screen.RowOf(leftOut)).ToHaveCountAsync(1);
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_kept_dry_run_is_looked_at_and_run_by_a_colleague_who_sees_it_finish()
    {
        await using var ashley = await QueueScreen.OpenAsync(app, "?tab=action&status=approved");
        await ashley.PressAsync("x");
        await ashley.PressAsync("h");
        await Expect(ashley.Dialog.GetByLabel("What they wait for")).ToBeFocusedAsync();
        await ashley.Page.Keyboard.TypeAsync("The warehouse counts its stock.");
        await Expect(ashley.Dialog.GetByLabel("What they wait for")).ToHaveValueAsync("The warehouse counts its stock.");
        await ashley.PressAsync("Control+Enter");
        await Expect(ashley.Dialog.Locator(".forecast-head")).ToContainTextAsync("1 will change, 0 skipped");
        await Expect(ashley.Dialog.GetByLabel("What they wait for")).ToHaveValueAsync("The warehouse counts its stock.");
        await ashley.Dialog.GetByText("Run it later").ClickAsync();
        await ashley.Dialog.GetByLabel("Somebody else has to run it").CheckAsync();
        await ashley.Dialog.GetByLabel("Tell (optional)").SelectOptionAsync(new SelectOptionValue { Label = "Marcus Bell" });
        await Screenshots.SaveAsync(ashley.Page, "bulk-keep");
        await ashley.Dialog.GetByRole(AriaRole.Button, new() { Name = "Keep this dry run" }).ClickAsync();
        await Expect(ashley.Toasts).ToContainTextAsync("The dry run is kept");

        await ashley.Page.GotoAsync($"{app.Url}/batches?status=saved");
        await ashley.Page.Locator(".batch-table tbody tr").Filter(new() { HasText = "Put orders on hold" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(ashley.Page.GetByRole(AriaRole.Button, new() { Name = "Run it" })).ToBeDisabledAsync();
        await MedDistApp.LiveAsync(ashley.Page);
        await Screenshots.SaveAsync(ashley.Page, "bulk-kept");

        await using var marcus = await QueueScreen.OpenAsync(app, "", "marcus@acme.example");
        await marcus.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Notifications") }).ClickAsync();
        await marcus.Page.GetByText("Put orders on hold: 1 row to look at").ClickAsync();
        await marcus.Page.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();
        await Expect(marcus.Page.Locator(".batch-fresh")).ToContainTextAsync("1 will change");
        (await Axe.ViolationsAsync(marcus.Page)).ShouldBeEmpty();
        await marcus.Page.GetByRole(AriaRole.Button, new() { Name = "Run it" }).ClickAsync();
        await Expect(marcus.Page.Locator(".page-header")).ToContainTextAsync("Completed");
        await Expect(ashley.Page.Locator(".page-header")).ToContainTextAsync("Completed");
        await Expect(ashley.Page.Locator(".batch-facts")).ToContainTextAsync("Marcus Bell");
        ashley.Watched.ShouldHaveNoProblems();
        marcus.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_selection_ends_with_Esc_and_with_another_filter_but_not_with_another_page()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&size=25", theme: "standard-dark");
        var page = screen.Page;
        await page.Locator("th .select-box input").ClickAsync();
        await Expect(Bar(page)).ToContainTextAsync("25 selected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await Expect(page.Locator(".queue-pager .range")).ToContainTextAsync("26–");
        await Expect(Bar(page)).ToContainTextAsync("25 selected");
        await Screenshots.SaveAsync(page, "bulk-bar-dark");
        await screen.PressAsync("Escape");
        await Expect(Bar(page)).ToHaveCountAsync(0);

        await screen.PressAsync("/");
        await page.Keyboard.TypeAsync("ORD");
        await screen.PressAsync("Control+a");
        await Expect(Bar(page)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Delete");
        await page.Locator(".queue-grid").FocusAsync();
        await screen.ReadyAsync();
        await screen.PressAsync("x");
        await Expect(Bar(page)).ToContainTextAsync("1 selected");
        await screen.PressAsync("1");
        await Expect(screen.Toasts).ToContainTextAsync("1 order is no longer selected");
        await Expect(Bar(page)).ToHaveCountAsync(0);
        screen.Watched.ShouldHaveNoProblems();
    }

    private static ILocator Bar(IPage page) => page.Locator(".bulk-bar");

    private static int Number(string text, string pattern) =>
        int.Parse(Regex.Match(text, pattern).Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(string Name, byte[] Bytes)> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }
}
