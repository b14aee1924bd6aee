using System.Globalization;
using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Orders;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Reports;

[Trait("Category", "Browser")]
[Collection(DeskApp.Shared)]
public sealed class ExportJourneyTests(DeskApp app)
{
    private const string Cells = "rows => rows.map(r => [...r.querySelectorAll('td')].slice(1).map(c => c.querySelector('time')?.title || (c.querySelector('.code') ?? c).innerText.trim()))";

    [Fact]
    public async Task A_filtered_sorted_queue_with_chosen_columns_becomes_the_same_workbook()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&size=200&sort=servicedate&order=desc&cols=service,number,recipient,deliver,manufacturer,sent,type,-urgency,-owner,-provider,-facility,-submitted,-status,-ivr,-flags,-next");
        var page = screen.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await page.GetByLabel("Manufacturer", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("manufacturer="));
        await Assertions.Expect(page.Locator(".filter-chips")).ToContainTextAsync("Manufacturer");
        await page.Locator(".page-header h1").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true })).ToHaveTextAsync("Export");
        await screen.PressAsync("Shift+E");
        await Assertions.Expect(screen.Dialog).ToContainTextAsync("7 columns");
        await Screenshots.SaveAsync(page, "export");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await screen.PressAsync("Control+Enter");
        await Assertions.Expect(screen.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say what the list is for");
        await screen.Dialog.GetByLabel("What it is for").SelectOptionAsync("Operations");
        var download = await page.RunAndWaitForDownloadAsync(() => screen.PressAsync("Control+Enter"));
        download.SuggestedFilename.ShouldMatch(@"^orders-\d{4}-\d\d-\d\d-PHI\.xlsx$");
        await Assertions.Expect(screen.Toasts).ToContainTextAsync("rows exported");

        var shown = await screen.Rows.EvaluateAllAsync<string[][]>(Cells);
        shown.Length.ShouldBeInRange(10, 199);
        var sheets = await LibreOffice.SheetsAsync(await File.ReadAllBytesAsync(await download.PathAsync()));
        var lines = sheets[0].TrimEnd('\n').Split('\n').Select(Split).ToList();
        lines[0].ShouldBe(["Service", "Order", "Recipient", "Deliver by", "Manufacturer", "Sent", "Type"]);
        lines.Count.ShouldBe(shown.Length + 1);
        foreach (var (row, line) in shown.Zip(lines.Skip(1)))
        {
            line.ShouldBe([Day(row[0]), row[1], row[2], Day(row[3]), row[4], Moment(row[5]), row[6]]);
        }

        sheets[1].ShouldContain("\nTab,All\n");
        sheets[1].ShouldContain("\nManufacturer,");
        sheets[1].ShouldContain("Sorted by,\"Service date, reversed\"");
        sheets[1].ShouldContain("Purpose,\"Our own operations: quality, audit, planning\"");

        await page.GotoAsync(app.Url + "/exports");
        await MedDistApp.LiveAsync(page);
        await page.Locator("table.exports tbody tr").First.WaitForAsync();
        await Screenshots.SaveAsync(page, "exports");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        screen.Watched.ShouldHaveNoProblems();
    }

    /// <summary>Real dates: LibreOffice shows them by the format of the cell, which text would not follow.</summary>
    private static string Day(string exact) => DateOnly.TryParseExact(exact, "ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-US"), DateTimeStyles.None, out var day) ? $"{day:yyyy-MM-dd}" : "";

    private static string Moment(string exact) =>
        DateTime.TryParseExact(exact.Split(" (")[0], "ddd d MMM yyyy, h:mm:ss tt", CultureInfo.GetCultureInfo("en-US"), DateTimeStyles.None, out var at) ? at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    private static string[] Split(string line) => [.. Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(m => m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups[2].Value)];
}
