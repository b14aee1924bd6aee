using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Verifications;

/// <summary>An app of its own: imports change cases and their orders.</summary>
public sealed class ImportApp : MedDistApp
{
    public new const string Shared = "Imports";

    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string> { ["Demo:Orders"] = "240" };
}

/// <summary>The tests that share one <see cref="ImportApp"/>.</summary>
[CollectionDefinition(ImportApp.Shared)]
public sealed class SharedImportApp : ICollectionFixture<ImportApp>;

[Trait("Category", "Browser")]
[Collection(ImportApp.Shared)]
public sealed class ImportJourneyTests(ImportApp app)
{
    [Fact]
    public async Task A_workbook_is_mapped_repaired_decided_committed_returned_and_undone()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await GoAsync(page, "/verifications/import");
        await Expect(page.Locator("#import-list + * table, #import-list ~ div table").First).ToContainTextAsync("IVR renewals.xlsx");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#import-manufacturer")).ToBeFocusedAsync();
        var csv = await AnswerAsync(page);
        await Screenshots.SaveAsync(page, "import-upload");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        // A hostile file says what to do, and nothing is listed.
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "renewals.xlsx", MimeType = "application/octet-stream", Buffer = csv });
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file is called .xlsx, but it is plain text");
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "renewals.csv", MimeType = "text/csv", Buffer = csv });
        await Expect(page).ToHaveURLAsync(new Regex("/verifications/import/[0-9a-f-]{36}$"));
        await MedDistApp.LiveAsync(page);
        await Expect(page.Locator(".import-map tbody tr")).ToHaveCountAsync(7);
        await Screenshots.SaveAsync(page, "import-map");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".import-problems li.asks").First).ToContainTextAsync("The status word “All good” is not known");
        await page.GetByLabel("What it means: The status word “All good” is not known. Say what it means.").SelectOptionAsync("Verified");
        await Expect(page.Locator(".import-decision")).ToHaveCountAsync(1);
        await Expect(page.Locator(".import-decision")).ToContainTextAsync("•••");
        await Screenshots.SaveAsync(page, "import-check", wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show names and numbers" }).ClickAsync();
        await Expect(page.Locator(".import-decision").GetByText("ZZ-000111")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "This one" }).ClickAsync();
        await Expect(page.Locator(".import-decision")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Commit 2" })).ToBeEnabledAsync();

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Write 2 changes?");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#import-result")).ToHaveTextAsync("Result", new() { Timeout = 20_000 });
        await Expect(page.Locator("section[aria-labelledby=import-result]")).ToContainTextAsync("2 changed.");
        await Screenshots.SaveAsync(page, "import-result");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await using (var file = await (await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync())).CreateReadStreamAsync())
        {
            using var reader = new StreamReader(file);
            (await reader.ReadToEndAsync()).ShouldMatch("(?s)^Answers of the week.*Why it was not taken\r\nNobody,Nick,.*Nobody here has this name");
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Each row, and undo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = false }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("2 rows will be put back");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Undo");
        await Expect(page.Locator(".batch-rows tbody tr").First).ToContainTextAsync("Changed", new() { Timeout = 20_000 });
        watched.ShouldHaveNoProblems();
    }

    /// <summary>What a manufacturer could answer to two cases that it gets as a workbook: one as it is, one with a strange member id, a word of its own, and somebody unknown.</summary>
    private async Task<byte[]> AnswerAsync(IPage page)
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-2);
        foreach (var option in (await page.Locator("#import-manufacturer option").AllInnerTextsAsync()).Skip(1))
        {
            await page.Locator("#import-manufacturer").SelectOptionAsync(new SelectOptionValue { Label = option });
            var link = page.GetByRole(AriaRole.Link, new() { Name = "all of them" });
            await Expect(link).ToBeVisibleAsync();
            var answer = await page.APIRequest.GetAsync(app.Url + await link.GetAttributeAsync("href"));
            answer.Ok.ShouldBeTrue();
            var table = SheetTable.Find(WorkbookReader.Read("a.xlsx", await answer.BodyAsync()).Value!, VerificationColumns.All)!;
            var at = WorkbookFields.Guess(table.Headings, VerificationColumns.All);
            var rows = table.Rows.Where(r => at.ContainsKey("member") && !r[at["member"]].IsEmpty && at.ContainsKey("type") && r[at["type"]].Text == "IVR" && !r[at["expiresOn"]].IsEmpty && string.CompareOrdinal(r[at["verifiedOn"]].Text, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) < 0)
                .DistinctBy(r => r[at["born"]].Text).Take(2).ToList();
            if (rows.Count == 2)
            {
                string Line(SheetRow r, string member, string status) => $"{r[at["last"]].Text},{r[at["first"]].Text},{r[at["born"]].Text},{member},{status},{day:yyyy-MM-dd},from Susan\n";
                return Encoding.UTF8.GetBytes("Answers of the week,,,,,,\n\nLast Name,First Name,DOB,Policy #,IVR Status,Date Verified,Rep\n"
                    + Line(rows[0], rows[0][at["member"]].Text, "All good") + Line(rows[1], "ZZ-000111", "Approved") + $"Nobody,Nick,1931-03-13,12345,Approved,{day:yyyy-MM-dd},\n");
            }
        }

        throw new InvalidOperationException("No manufacturer of the demo has two cases to answer.");
    }

    private async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(app.Url + path);
        await MedDistApp.LiveAsync(page);
    }
}
