using System.Globalization;
using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Reports;

[Trait("Category", "Browser")]
[Collection(DeskApp.Shared)]
public sealed class ReportJourneyTests(DeskApp app)
{
    [Fact]
    public async Task A_report_leads_to_its_orders_to_Excel_and_into_the_mail()
    {
        var cookies = await app.SignedInAsync(MedDistApp.Ashley);
        await using var watched = await Chromium.NewPageAsync(configure: o => o.StorageState = cookies);
        var page = watched.Page;
        await GoAsync(page, "/reports");
        await Screenshots.SaveAsync(page, "reports");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Locator(".report-list").GetByRole(AriaRole.Link, new() { Name = "Order activity" }).ClickAsync();
        await page.GetByLabel("Period").SelectOptionAsync("Last90");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("period=last90"));
        await page.Locator(".report-table tfoot").WaitForAsync();
        await Assertions.Expect(page.Locator(".report-chip")).ToContainTextAsync("Period");
        (await page.Locator(".report-table th").Nth(1).GetAttributeAsync("title")).ShouldNotBeNullOrEmpty();
        await Screenshots.SaveAsync(page, "report", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Excel", Exact = true }).ClickAsync());
        var sheets = await LibreOffice.SheetsAsync(await File.ReadAllBytesAsync(await download.PathAsync()));
        sheets[0].TrimEnd('\n').Split('\n').Length.ShouldBe(await page.Locator(".report-table tbody tr").CountAsync() + 2);

        await page.GetByRole(AriaRole.Button, new() { Name = "Send by e-mail" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open]")).ToContainTextAsync("How often");
        await page.Locator(".report-readers").GetByLabel("Helen Ortiz").CheckAsync();
        await Screenshots.SaveAsync(page, "report-schedule");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.Locator(".toasts")).ToContainTextAsync("It is sent to you and 1 more");

        var total = page.Locator(".report-table tfoot a");
        var count = int.Parse((await total.InnerTextAsync()).Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        count.ShouldBeGreaterThan(0);
        await total.ClickAsync();
        await Assertions.Expect(page.Locator(".page-header .subtitle")).ToHaveTextAsync($"{count} orders");
        await Assertions.Expect(page.Locator(".filter-chips")).ToContainTextAsync("Received");

        // What was asked last is asked again.
        await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = "standard-dark", Url = app.Url }]);
        await GoAsync(page, "/reports/order-activity");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("period=last90"));
        await page.Locator(".report-table tfoot").WaitForAsync();
        await Assertions.Expect(page.Locator("html.dark")).ToHaveCountAsync(1);
        await Screenshots.SaveAsync(page, "report-dark");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems();
    }

    private async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(app.Url + path);
        await MedDistApp.LiveAsync(page);
    }
}
