using System.Globalization;
using System.Text.RegularExpressions;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Tests.Batches.Workbooks;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Verifications;

/// <summary>Golden journey 5 on the screen. It takes back what it wrote.</summary>
[Trait("Category", "Browser")]
[Collection(MedDistApp.Shared)]
public sealed class ImportJourneyTests(MedDistApp app)
{
    [Fact]
    public async Task A_workbook_is_mapped_repaired_decided_committed_returned_and_undone()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.GotoAsync(app.Url + "/verifications/import");
        await MedDistApp.LiveAsync(page);
        await Expect(page.Locator("section[aria-labelledby=import-list]")).ToContainTextAsync("IVR renewals.xlsx");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#import-manufacturer")).ToBeFocusedAsync();
        var workbook = await AnswerAsync(page);
        await LookAsync(page, "import-upload");

        // A file that is not what it says is refused with what to do, and nothing is listed.
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "renewals.csv", MimeType = "text/csv", Buffer = workbook });
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file is called .csv, but it is");
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "renewals.xlsx", MimeType = "application/octet-stream", Buffer = workbook });
        await Expect(page).ToHaveURLAsync(new Regex("/verifications/import/[0-9a-f-]{36}$"));
        await MedDistApp.LiveAsync(page);
        await Expect(page.Locator(".import-map tbody tr")).ToHaveCountAsync(7);
        await LookAsync(page, "import-map");

        // The unknown word is asked once for all its rows, then whom two rows mean: one of two of the same name, and one whose number is not the known one.
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".import-problems li.asks").First).ToContainTextAsync("The status word “All good” is not known");
        await page.GetByLabel("What it means: The status word “All good” is not known. Say what it means.").SelectOptionAsync("Verified");
        await Expect(page.Locator(".import-decision")).ToHaveCountAsync(2);
        var twins = page.Locator(".import-decision").Filter(new() { HasText = "J••• S•••" });
        await Expect(twins.GetByRole(AriaRole.Button, new() { Name = "This one" })).ToHaveCountAsync(2);
        await LookAsync(page, "import-check");
        var strange = page.Locator(".import-decision").Filter(new() { HasNotText = "J••• S•••" });
        await strange.GetByRole(AriaRole.Button, new() { Name = "Show names and numbers" }).ClickAsync();
        await Expect(strange.GetByText("ZZ-000111")).ToBeVisibleAsync();
        await strange.GetByRole(AriaRole.Button, new() { Name = "This one" }).ClickAsync();
        await Expect(page.Locator(".import-decision")).ToHaveCountAsync(1);
        await twins.GetByRole(AriaRole.Button, new() { Name = "This one" }).Last.ClickAsync();
        await Expect(page.Locator(".import-decision")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Commit 3" })).ToBeEnabledAsync();

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Write 3 changes?");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#import-result")).ToBeVisibleAsync();
        await LookAsync(page, "import-commit");
        await Expect(page.Locator("#import-result")).ToHaveTextAsync("Result", new() { Timeout = 20_000 });
        await Expect(page.Locator("section[aria-labelledby=import-result]")).ToContainTextAsync("3 changed");
        await LookAsync(page, "import-result");
        await ReturnedAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Each row, and undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Input file" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = false }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("3 rows will be put back");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Undo");
        await Expect(page.Locator(".batch-rows tbody tr").First).ToContainTextAsync("Changed", new() { Timeout = 20_000 });
        watched.ShouldHaveNoProblems();
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await Screenshots.SaveAsync(page, name, wholePage: true);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty(name);
    }

    /// <summary>The row that was not taken comes back with the title rows of its file and the reason.</summary>
    private static async Task ReturnedAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(file);
        (await reader.ReadToEndAsync()).ShouldMatch("(?s)^Answers of the week.*Why it was not taken\r\nNobody,Nick,.*Nobody here has this name");
    }

    /// <summary>
    /// What a manufacturer could answer to the cases that it gets as a workbook: one under a word of its own, one with a strange member id, one that is John Smith, of whom there are two, and somebody unknown;
    /// under title rows and merged headings, with dates as text.
    /// </summary>
    private async Task<byte[]> AnswerAsync(IPage page)
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-2);
        var said = day.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);
        foreach (var option in (await page.Locator("#import-manufacturer option").AllInnerTextsAsync()).Skip(1))
        {
            await page.Locator("#import-manufacturer").SelectOptionAsync(new SelectOptionValue { Label = option });
            if (await CasesAsync(page, day) is not [var first, var second, ..])
            {
                continue;
            }

            return Books.Excel(
            [
                [new Merged("Answers of the week", 7)],
                [],
                [new Merged("Patient", 4), null, null, null, new Merged("Verification", 3), null, null],
                ["Last Name", "First Name", "DOB", "Policy #", "IVR Status", "Date Verified", "Rep"],
                [first.Last, first.First, first.Born.ToString("M/d/yyyy", CultureInfo.InvariantCulture), first.Member, "All good", said, "from Susan"],
                [second.Last, second.First, second.Born.ToString("M/d/yyyy", CultureInfo.InvariantCulture), "ZZ-000111", "Approved", said, null],
                ["SMITH", "John", null, null, "Approved", day, null],
                ["Nobody", "Nick", "3/13/1931", 12345, "Approved", said, null],
            ]);
        }

        throw new InvalidOperationException("No manufacturer of the demo has two cases to answer.");
    }

    /// <summary>Of the chosen manufacturer's cases as it gets them: IVRs of different people that a renewal would move.</summary>
    private async Task<IReadOnlyList<(string Last, string First, DateOnly Born, string Member)>> CasesAsync(IPage page, DateOnly day)
    {
        var link = page.GetByRole(AriaRole.Link, new() { Name = "all of them" });
        await Expect(link).ToBeVisibleAsync();
        var answer = await page.APIRequest.GetAsync(app.Url + await link.GetAttributeAsync("href"));
        answer.Ok.ShouldBeTrue();
        var table = SheetTable.Find(WorkbookReader.Read("a.xlsx", await answer.BodyAsync()).Value!, VerificationSheetColumns.All)!;
        var at = WorkbookFields.Guess(table.Headings, VerificationSheetColumns.All);
        if (!at.ContainsKey("member") || !at.ContainsKey("type"))
        {
            return [];
        }

        return
        [
            .. table.Rows.Where(r => !r[at["member"]].IsEmpty && r[at["type"]].Text == "IVR" && r[at["last"]].Text != "Smith" && !r[at["expiresOn"]].IsEmpty && string.CompareOrdinal(r[at["verifiedOn"]].Text, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) < 0)
                .DistinctBy(r => r[at["born"]].Text)
                .Select(r => (r[at["last"]].Text, r[at["first"]].Text, DateOnly.ParseExact(r[at["born"]].Text, "yyyy-MM-dd", CultureInfo.InvariantCulture), r[at["member"]].Text)),
        ];
    }
}
