using System.Text;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Batches.Workbooks;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications.Workbooks;

/// <summary>The ugly workbook of a manufacturer, from the upload to the undo (golden journey 5).</summary>
public sealed class ImportJourneyTests
{
    /// <summary>Title rows, headings over headings, text dates, lost zeros, two John Smiths, somebody unknown, a total.</summary>
    private static readonly object?[][] Ugly =
    [
        [new Merged("Corvane Biologics: all IVRs due in June", 8)],
        [],
        ["Prepared by Susan, 10 June 2026"],
        [new Merged("Patient", 4), null, null, null, new Merged("Verification", 4), null, null, null],
        ["Last Name", "First Name", "DOB", "Policy #", "IVR Status", "Date Verified", "Valid Thru", "Auth #"],
        ["Public", "Jane", "2/3/1950", "n/a", "Auth on file", "6/1/2026", "5/31/2027", "A-100"],
        ["MUNOZ", "Maria", "5/13/1944", 12345678, "Approved", new DateOnly(2026, 6, 2), "May 31, 2027", "A-101"],
        ["Smith", "John", "1/20/1950", null, "Approved", "6/3/2026", null, "A-102"],
        ["Smith", "John", "1/20/1950", 4456789, "Approved", "6/4/2026", null, "A-103"],
        ["Nobody", "Nick", "3/13/1960", 55555, "Approved", "6/5/2026", null, "A-104"],
        ["Total", null, null, null, null, null, null, null],
    ];

    public static TheoryData<DatabaseProvider, string> Everywhere()
    {
        var all = new TheoryData<DatabaseProvider, string>();
        foreach (var shape in new[] { "excel", "excel 1904", "libreoffice", "semicolons", "bom" })
        {
            all.Add(DatabaseProvider.Sqlite, shape);
        }

        all.Add(DatabaseProvider.Postgres, "excel");
        all.Add(DatabaseProvider.Postgres, "semicolons");
        return all;
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task An_ugly_workbook_writes_nothing_wrong_asks_what_is_not_certain_and_is_undone_field_by_field(DatabaseProvider provider, string shape)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        await desk.World.VerifiedAsync(new(2025, 6, 10));
        var before = await desk.EverythingAsync();
        var (name, content) = await FileAsync(shape);
        var id = await desk.StageAsync(name, content);
        (await desk.HeadAsync(id)).ShouldSatisfyAllConditions(h => h.HeaderRow.ShouldBe(5), h => h.IsRemembered.ShouldBeFalse());

        var mapping = (await desk.AsAsync<VerificationImportQueries, ImportMapping?>(q => q.MappingAsync(id)))!;
        mapping.Columns.Select(c => c.Field).ShouldBe(["last", "first", "born", "member", "status", "verifiedOn", "expiresOn", "answer"]);
        mapping.Columns[0].Samples.ShouldAllBe(s => s.EndsWith("•••", StringComparison.Ordinal));

        // Every day of the column is in June or on the 6th: that is asked, once for all of them.
        await desk.CheckAsync(id);
        (await desk.ProblemsAsync(id))[0].ShouldSatisfyAllConditions(p => p.Rule.ShouldBe(ImportFailures.DateAskedRule), p => p.Count.ShouldBeGreaterThan(3));
        await desk.MapAsync(id, l => l.Say(VerificationSheetColumns.VerifiedOn, DateOrder.MonthFirst));

        // So is the unknown word, and who John Smith is, for the one row where nothing tells.
        await desk.CheckAsync(id);
        (await desk.ProblemsAsync(id)).Select(p => (p.Rule, p.Outcome, p.Count)).ShouldBe(
        [
            (ImportFailures.StatusAskedRule, RowOutcome.Decide, 1), (ImportFailures.PersonAskedRule, RowOutcome.Decide, 1), (ImportFailures.PersonUnknownRule, RowOutcome.Reject, 1), (ImportFailures.SaysNothingRule, RowOutcome.Reject, 1),
        ], ignoreOrder: true);
        await desk.MapAsync(id, l => l.Mean("Auth on file", nameof(VerificationStatus.Verified)));
        (await desk.CheckAsync(id)).ShouldSatisfyAllConditions(h => h.ToCreate.ShouldBe(2), h => h.ToUpdate.ShouldBe(1), h => h.Same.ShouldBe(0), h => h.Rejected.ShouldBe(2), h => h.ToDecide.ShouldBe(1));
        (await desk.EverythingAsync()).ShouldBe(before);

        var decision = (await desk.AsAsync<VerificationImportQueries, IReadOnlyList<ImportDecision>>(q => q.DecisionsAsync(id))).ShouldHaveSingleItem();
        decision.Candidates.Select(c => c.Id).ShouldBe([desk.John.Id, desk.OtherJohn.Id], ignoreOrder: true);
        decision.Candidates.Select(c => c.Facts.Name).ShouldAllBe(n => n == "J••• S•••");
        (await desk.AsAsync<VerificationImports, Result>(s => s.DecideAsync(id, decision.RowId, desk.John.Id))).Succeeded.ShouldBeTrue();
        (await desk.HeadAsync(id)).ShouldSatisfyAllConditions(h => h.ToCreate.ShouldBe(3), h => h.ToDecide.ShouldBe(0));

        var batch = await desk.CommitAsync(id);
        (batch.Status, batch.Changed, batch.Skipped, batch.Failed).ShouldBe((BatchStatus.Completed, 4, 0, 0));
        (await desk.AsAsync<BatchOutput, BatchFile?>(o => o.InputAsync(batch.Id)))!.Bytes.ShouldBe(content);
        await ShouldBeRightAsync(desk);
        await ShouldReturnAsync(desk, id);
        await ShouldDoNothingAgainAsync(desk, name, content);

        var undo = await desk.UndoAsync(batch.Id);
        (undo.Changed, undo.Skipped).ShouldBe((4, 0));
        (await desk.EverythingAsync()).ShouldBe(before);
    }

    [Theory, Databases]
    public async Task Orders_turn_green_with_the_import_and_back_with_its_undo(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var order = await desk.World.OrderAsync(desk.World.Draft(recipient: desk.Maria));
        var id = await desk.StageAsync("a.csv", "Patient Name,DOB,Status,Verified On\nMaria Munoz,1944-05-13,Verified,2026-06-01\n"u8.ToArray());
        (await desk.CheckAsync(id)).ToCreate.ShouldBe(1);
        var batch = await desk.CommitAsync(id);
        (batch.Changed, batch.Skipped, batch.Failed).ShouldBe((1, 0, 0));
        (await LightAsync(desk, order.Id)).ShouldBe(IvrState.Valid);
        await desk.UndoAsync(batch.Id);
        (await LightAsync(desk, order.Id)).ShouldBe(IvrState.Missing);
    }

    [Theory, Databases]
    public async Task A_workbook_of_ours_comes_back_by_our_reference_whatever_was_retyped(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var theCase = await desk.World.VerifiedAsync(new(2025, 6, 10));
        var file = (await desk.AsAsync<VerificationWorkbooks, Result<BatchFile>>(w => w.ExportAsync(desk.Manufacturer, [theCase.Id, Guid.NewGuid()]))).Value!;
        var (sheet, row) = Sheet(file.Bytes);
        sheet.Headings[0].ShouldBe("MedDist reference");
        row[0].Text.ShouldBe(VerificationReference.Of(theCase.Id));

        var id = await desk.StageAsync("back.csv", Encoding.UTF8.GetBytes($"MedDist reference;Last name;Status;Verified on\n{row[0].Text.ToLowerInvariant()};PUBLIC;Verified;10 Jun 2026\n"));
        (await desk.CheckAsync(id)).ToUpdate.ShouldBe(1);
        var other = await desk.StageAsync("wrong.csv", Encoding.UTF8.GetBytes($"MedDist reference;Last name;DOB;Status;Verified on\n{row[0].Text};Somebody Else;1/31/1930;Verified;10 Jun 2026\n"));
        (await desk.CheckAsync(other)).ShouldSatisfyAllConditions(h => h.ToUpdate.ShouldBe(0), h => h.ToDecide.ShouldBe(1));
        (await desk.CommitAsync(id)).Changed.ShouldBe(1);
        (await desk.CaseAsync(desk.World.Recipient))!.VerifiedOn.ShouldBe(new DateOnly(2026, 6, 10));

        // The next one goes out in the layout that came in, with our reference where it stood.
        var next = (await desk.AsAsync<VerificationWorkbooks, Result<BatchFile>>(w => w.ExportAsync(desk.Manufacturer, [theCase.Id]))).Value!;
        Sheet(next.Bytes).Table.Headings.ShouldBe(["MedDist reference", "Last name", "Status", "Verified on"]);
    }

    [Theory, Databases]
    public async Task Refused_files_write_nothing(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        foreach (var (file, bytes) in new (string, byte[])[] { ("a.xlsx", Books.Excel(Ugly)[..500]), ("a.csv", Books.Excel(Ugly)), ("a.xlsx", "x,y"u8.ToArray()), ("a.csv", "just one line"u8.ToArray()) })
        {
            (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.StageAsync(new(desk.Manufacturer, file, bytes)))).Succeeded.ShouldBeFalse();
        }

        await using var db = desk.House.Open(desk.World.System);
        (await db.StagedImports.CountAsync(), await db.StagedRows.CountAsync()).ShouldBe((0, 0));
        Directory.Exists(Path.Combine(desk.House.Folder, "documents")).ShouldBeFalse();
    }

    private static async Task<(string Name, byte[] Content)> FileAsync(string shape) => shape switch
    {
        "excel" => ("renewals.xlsx", Books.Excel(Ugly)),
        "excel 1904" => ("renewals.xlsx", Books.Excel(Ugly, from1904: true)),
        "libreoffice" => ("renewals.xlsx", await LibreOffice.ConvertAsync("renewals.fods", Books.OpenDocument(Ugly), "xlsx")),
        "semicolons" => ("renewals.csv", await LibreOffice.ConvertAsync("renewals.fods", Books.OpenDocument(Ugly), "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false")),
        _ => ("renewals.csv", [0xEF, 0xBB, 0xBF, .. await LibreOffice.ConvertAsync("renewals.fods", Books.OpenDocument(Ugly), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")]),
    };

    private static async Task ShouldBeRightAsync(ImportDesk desk)
    {
        (await desk.CaseAsync(desk.World.Recipient))!.ShouldSatisfyAllConditions(
            v => v.VerifiedOn.ShouldBe(new DateOnly(2026, 6, 1)), v => v.ExpiresOn.ShouldBe(new DateOnly(2027, 5, 31)), v => v.Reference.ShouldBe("A-100"), v => v.Periods.Count.ShouldBe(2));
        (await desk.CaseAsync(desk.Maria))!.ShouldSatisfyAllConditions(v => v.Status.ShouldBe(VerificationStatus.Verified), v => v.VerifiedOn.ShouldBe(new DateOnly(2026, 6, 2)), v => v.ExpiresOn.ShouldBe(new DateOnly(2027, 5, 31)), v => v.Reference.ShouldBe("A-101"));
        (await desk.CaseAsync(desk.John))!.ShouldSatisfyAllConditions(v => v.VerifiedOn.ShouldBe(new DateOnly(2026, 6, 3)), v => v.Reference.ShouldBe("A-102"));
        (await desk.CaseAsync(desk.OtherJohn))!.ShouldSatisfyAllConditions(v => v.VerifiedOn.ShouldBe(new DateOnly(2026, 6, 4)), v => v.Reference.ShouldBe("A-103"));
        await using var db = desk.House.Open(desk.World.System);
        (await db.Verifications.CountAsync()).ShouldBe(4);
        (await db.CoveragePolicies.SingleAsync(p => p.RecipientId == desk.Maria.Id)).PolicyNumber.ShouldBe("0012345678");
    }

    /// <summary>What was not taken comes back as it stood, titles included, and says why.</summary>
    private static async Task ShouldReturnAsync(ImportDesk desk, Guid id)
    {
        var file = (await desk.AsAsync<VerificationImportOutput, BatchFile?>(o => o.RejectedAsync(id, asCsv: false)))!;
        var book = WorkbookReader.Read(file.FileName, file.Bytes).Value!;
        var texts = book.Sheets[0].Rows.Select(r => string.Join('|', r.Cells.Select(c => c.Text))).ToList();
        texts[0].ShouldStartWith("Corvane Biologics: all IVRs due in June");
        texts[^3].ShouldBe($"Last Name|First Name|DOB|Policy #|IVR Status|Date Verified|Valid Thru|Auth #|{VerificationImportOutput.ReasonHeading}");
        texts[^2].ShouldStartWith("Nobody|Nick|3/13/1960|55555|Approved|6/5/2026||A-104|Nobody here has this name");
        texts[^1].ShouldStartWith("Total||||||||The row says nothing");
        var csv = Encoding.UTF8.GetString((await desk.AsAsync<VerificationImportOutput, BatchFile?>(o => o.RejectedAsync(id, asCsv: true)))!.Bytes);
        csv.ShouldContain("Nobody,Nick,3/13/1960,55555,Approved,6/5/2026,,A-104,\"Nobody here");
    }

    /// <summary>The same file again is read by the layout that was remembered, and changes nothing.</summary>
    private static async Task ShouldDoNothingAgainAsync(ImportDesk desk, string name, byte[] content)
    {
        var everything = await desk.EverythingAsync();
        var again = await desk.StageAsync(name, content);
        var head = await desk.CheckAsync(again);
        (head.IsRemembered, head.ToCreate, head.ToUpdate, head.Same, head.ToDecide).ShouldBe((true, 0, 0, 3, 1));
        var decision = (await desk.AsAsync<VerificationImportQueries, IReadOnlyList<ImportDecision>>(q => q.DecisionsAsync(again))).ShouldHaveSingleItem();
        await desk.AsAsync<VerificationImports, Result>(s => s.DecideAsync(again, decision.RowId, desk.John.Id));
        (await desk.HeadAsync(again)).Same.ShouldBe(4);
        (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.CommitAsync(again))).Failure.ShouldBe(ImportFailures.Nothing);
        (await desk.EverythingAsync()).ShouldBe(everything);
    }

    private static async Task<IvrState> LightAsync(ImportDesk desk, Guid order)
    {
        await using var db = desk.House.Open(desk.World.System);
        return (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == order)).IvrState;
    }

    private static (SheetTable Table, SheetRow Row) Sheet(byte[] xlsx)
    {
        var table = SheetTable.Find(WorkbookReader.Read("a.xlsx", xlsx).Value!, VerificationSheetColumns.All)!;
        return (table, table.Rows.First());
    }
}
