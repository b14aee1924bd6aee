using System.Text;
using MedDist.Core.Batches;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications.Workbooks;

public sealed class ImportRulesTests
{
    [Theory]
    [InlineData("Approved", "Verified")]
    [InlineData("BENEFITS VERIFIED", "Verified")]
    [InlineData("In-Process", "Sent")]
    [InlineData("Pending", "Pending")]
    [InlineData("Not Covered", "Rejected")]
    [InlineData("N/A", "NotApplicable")]
    [InlineData("Appr.", null)]
    [InlineData("not verified", null)]
    [InlineData("Approved?? call Susan", null)]
    public void Only_words_that_mean_the_same_everywhere_are_known(string word, string? status)
    {
        VerificationWords.TryStatus(word, WorkbookLayout.Empty, out var known).ShouldBe(status is not null);
        known?.ToString().ShouldBe(status);
    }

    [Fact]
    public void A_word_that_was_said_once_is_known_in_every_spelling()
    {
        var layout = WorkbookLayout.Empty.Mean("Appr.", nameof(VerificationStatus.Verified)).Mean("see notes", VerificationWords.AsIs);
        VerificationWords.TryStatus(" APPR ", layout, out var known).ShouldBeTrue();
        known.ShouldBe(VerificationStatus.Verified);
        VerificationWords.TryStatus("See Notes", layout, out var none).ShouldBeTrue();
        none.ShouldBeNull();
    }

    [Theory, Databases]
    public async Task Dates_that_can_be_two_days_are_asked_once_for_the_column_and_the_answer_is_remembered(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var file = "Patient Name,DOB,Status,Verified On\nJane Public,1950-02-03,Verified,05/06/2026\nMaria Munoz,1944-05-13,Verified,04/06/2026\n"u8.ToArray();
        var id = await desk.StageAsync("a.csv", file);
        await desk.CheckAsync(id);
        (await desk.ProblemsAsync(id)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Rule.ShouldBe(ImportFailures.DateAskedRule), p => p.Key.ShouldBe(VerificationSheetColumns.VerifiedOn), p => p.Count.ShouldBe(2));
        await desk.MapAsync(id, l => l.Say(VerificationSheetColumns.VerifiedOn, DateOrder.DayFirst));
        (await desk.CheckAsync(id)).ToCreate.ShouldBe(2);
        await desk.CommitAsync(id);
        (await desk.CaseAsync(desk.Maria))!.VerifiedOn.ShouldBe(new DateOnly(2026, 6, 4));
        (await desk.CheckAsync(await desk.StageAsync("b.csv", file))).Same.ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Each_refusal_has_its_rule_and_touches_no_other_row(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        await desk.World.VerifiedAsync(new(2026, 6, 10));
        var id = await desk.StageAsync("a.csv", Encoding.UTF8.GetBytes("""
            Patient Name,DOB,Member ID,Status,Verified On,Reason
            Jane Public,2/3/1950,,Approved,6/1/2026,
            Maria Munoz,5/13/1944,,Denied,,
            John Smith,1/20/1950,LH990011,Approved,6/31/2026,
            John Smith,1/20/1950,4456789,Approved,,
            John Smith,1/20/1950,999999,Approved,6/1/2026,
            """));
        await desk.CheckAsync(id);
        (await desk.ProblemsAsync(id)).Select(p => (p.FirstRow, p.Rule, p.Outcome)).ShouldBe(
        [
            (2, VerificationFailures.Older(new DateOnly(2026, 6, 10)) is Failure.RuleBroken older ? older.Rule : "", RowOutcome.Reject),
            (3, ((Failure.RuleBroken)VerificationFailures.NoRejectionReason).Rule, RowOutcome.Reject),
            (4, ImportFailures.DateUnreadableRule, RowOutcome.Reject),
            (5, ImportFailures.DayAskedRule, RowOutcome.Decide),
            (6, ImportFailures.PersonAskedRule, RowOutcome.Decide),
        ], ignoreOrder: true);

        // One date for all that name none.
        await desk.MapAsync(id, l => l.Assume(VerificationSheetColumns.VerifiedOn, "2026-06-12"));
        (await desk.CheckAsync(id)).ShouldSatisfyAllConditions(h => h.ToCreate.ShouldBe(1), h => h.ToDecide.ShouldBe(1), h => h.Rejected.ShouldBe(3));
    }

    [Theory, Databases]
    public async Task Rows_that_contradict_each_other_are_both_refused_and_the_same_said_twice_counts_once(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var id = await desk.StageAsync("a.csv", Encoding.UTF8.GetBytes("""
            Patient Name,DOB,Status,Verified On
            Jane Public,1950-02-03,Approved,2026-06-01
            Public Jane,1950-02-03,Approved,2026-06-02
            Maria Munoz,1944-05-13,Approved,2026-06-01
            "Muñoz, Maria",1944-05-13,Approved,2026-06-01
            """));
        (await desk.CheckAsync(id)).ShouldSatisfyAllConditions(h => h.Rejected.ShouldBe(2), h => h.ToCreate.ShouldBe(1), h => h.Same.ShouldBe(1));
        (await desk.ProblemsAsync(id)).ShouldHaveSingleItem().Sentence.ShouldContain("Rows 2, 3 are about the same verification");
    }

    [Theory, Databases]
    public async Task Only_who_may_update_imports_and_only_own_recipients_and_manufacturers_are_found(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var file = "Patient Name,DOB,Status,Verified On\nJane Public,1950-02-03,Verified,2026-06-01\n"u8.ToArray();
        foreach (var role in new[] { Role.Viewer, Role.Provider, Role.FacilityManager, Role.SalesRep })
        {
            (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.StageAsync(new(desk.Manufacturer, "a.csv", file)), desk.World.CallOf(role))).Failure.ShouldBe(ImportFailures.NotYourRole);
        }

        var id = await desk.StageAsync("a.csv", file);
        (await desk.AsAsync<VerificationImportQueries, ImportRow?>(q => q.FindAsync(id), desk.World.CallOf(Role.Viewer))).ShouldBeNull();
        (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.CommitAsync(id))).Failure.ShouldBe(ImportFailures.NotChecked);

        var other = await World.BuildAsync(desk.House, "bluebird", true);
        (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.StageAsync(new(desk.Manufacturer, "a.csv", file)), other.Ashley)).Failure.ShouldBe(ImportFailures.ManufacturerNotFound);
        (await desk.AsAsync<VerificationImports, Result>(s => s.CheckAsync(id), other.Ashley)).Failure.ShouldBe(ImportFailures.NotFound);
        (await desk.AsAsync<VerificationImportOutput, Core.Batches.BatchFile?>(o => o.RejectedAsync(id, false), other.Ashley)).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_manufacturer_that_verifies_each_order_is_answered_by_order_number(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider, VerificationFrequency.PerOrder);
        var order = await desk.World.OrderAsync(desk.World.Draft(recipient: desk.Maria));
        var id = await desk.StageAsync("a.csv", Encoding.UTF8.GetBytes($"Patient Name,DOB,Order Number,Status,Verified On\nMaria Munoz,1944-05-13,{order.OrderNumber},Verified,2026-06-01\nJane Public,1950-02-03,{order.OrderNumber},Verified,2026-06-01\n"));
        (await desk.CheckAsync(id)).ShouldSatisfyAllConditions(h => h.ToCreate.ShouldBe(1), h => h.Rejected.ShouldBe(1));
        await desk.CommitAsync(id);
        (await desk.CaseAsync(desk.Maria))!.Periods.ShouldHaveSingleItem().OrderId.ShouldBe(order.Id);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, 100)]
    [InlineData(DatabaseProvider.Sqlite, 1)]
    [InlineData(DatabaseProvider.Postgres, 1)]
    public async Task Two_orders_of_one_person_are_each_answered_and_undone_whatever_chunk_they_are_in(DatabaseProvider provider, int chunk)
    {
        await using var desk = await ImportDesk.OpenAsync(provider, VerificationFrequency.PerOrder, WatchedImport.In(new(chunk)));
        var orders = new[] { await desk.World.OrderAsync(desk.World.Draft(recipient: desk.Maria)), await desk.World.OrderAsync(desk.World.Draft(recipient: desk.Maria)) };
        var id = await desk.StageAsync("a.csv", Encoding.UTF8.GetBytes($"Patient Name,DOB,Order Number,Status,Verified On\nMaria Munoz,1944-05-13,{orders[0].OrderNumber},Verified,2026-06-01\nMaria Munoz,1944-05-13,{orders[1].OrderNumber},Verified,2026-06-02\n"));
        (await desk.CheckAsync(id)).ShouldSatisfyAllConditions(h => h.ToCreate.ShouldBe(1), h => h.ToUpdate.ShouldBe(1), h => h.Rejected.ShouldBe(0));
        var batch = await desk.CommitAsync(id);
        (batch.Changed, batch.Skipped, batch.Failed).ShouldBe((2, 0, 0));
        (await desk.CaseAsync(desk.Maria))!.Periods.Select(p => p.OrderId!.Value).ShouldBe(orders.Select(o => o.Id), ignoreOrder: true);
        (await desk.UndoAsync(batch.Id)).Changed.ShouldBe(1);

        // Its orders want one, so that an empty one takes its place.
        (await desk.CaseAsync(desk.Maria))!.ShouldSatisfyAllConditions(v => v.Status.ShouldBe(VerificationStatus.Pending), v => v.Periods.ShouldBeEmpty(), v => v.VerifiedOn.ShouldBeNull());
    }

    [Theory, Databases]
    public async Task What_somebody_changed_between_two_chunks_is_not_undone(DatabaseProvider provider)
    {
        var plan = new WatchedImport.Plan(1, diesIn: 2);
        await using var desk = await ImportDesk.OpenAsync(provider, VerificationFrequency.PerOrder, WatchedImport.In(plan));
        var orders = new[] { await desk.World.OrderAsync(desk.World.Draft(recipient: desk.Maria)), await desk.World.OrderAsync(desk.World.Draft(recipient: desk.Maria)) };
        var id = await desk.StageAsync("a.csv", Encoding.UTF8.GetBytes($"Patient Name,DOB,Order Number,Status,Verified On\nMaria Munoz,1944-05-13,{orders[0].OrderNumber},Verified,2026-06-01\nMaria Munoz,1944-05-13,{orders[1].OrderNumber},Verified,2026-06-02\n"));
        await desk.CheckAsync(id);
        var batch = (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.CommitAsync(id))).Value;
        await Should.ThrowAsync<OperationCanceledException>(() => desk.RunAsync(batch));
        var between = (await desk.CaseAsync(desk.Maria))!;
        (await desk.AsAsync<VerificationService, Result>(s => s.ChangeAsync(between.Id, between.Version, new() { Notes = "Susan called." }))).Succeeded.ShouldBeTrue();
        desk.House.Clock.Advance(BatchWorker.Lease + TimeSpan.FromSeconds(1));
        (await desk.RunAsync(batch)).Changed.ShouldBe(2);
        (await desk.UndoAsync(batch)).ShouldSatisfyAllConditions(u => u.Changed.ShouldBe(0), u => u.Skipped.ShouldBe(1));
        (await desk.CaseAsync(desk.Maria))!.ShouldSatisfyAllConditions(v => v.Notes.ShouldBe("Susan called."), v => v.Periods.Count.ShouldBe(2));
    }

    [Theory, Databases]
    public async Task Whom_rows_mean_is_recorded_once_for_each_person_however_often_it_is_checked(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var id = await desk.StageAsync("a.csv", "Patient Name,DOB,Member ID,Status,Verified On\nJohn Smith,1950-01-20,,Verified,2026-06-01\nMaria Munoz,1944-05-13,,Verified,2026-06-01\nQuentin Nobody,1931-01-01,1,Verified,2026-06-01\n"u8.ToArray());
        await desk.CheckAsync(id);
        desk.House.Clock.Advance(TimeSpan.FromMinutes(5));
        await desk.CheckAsync(id);
        await using var db = desk.House.Open(desk.World.System);
        (await db.PhiAccessLogs.Where(l => l.ResourceType == "recipient.list").ToListAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.Subjects.ShouldBe([desk.Maria.Id, desk.John.Id, desk.OtherJohn.Id], ignoreOrder: true), l => l.Reason.ShouldStartWith("Payment and supply: Whom the rows of"));
    }

    [Theory, Databases]
    public async Task What_rows_say_is_stored_encrypted_and_no_sentence_of_ours_names_anybody(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var id = await desk.StageAsync("a.csv", "Patient Name,DOB,Member ID,Status,Verified On\nJohn Smith,1950-01-20,778899,Verified,2026-06-01\nQuentin Nobody,1931-01-01,1,Verified,2026-06-01\n"u8.ToArray());
        await desk.CheckAsync(id);
        await using var db = desk.House.Open(desk.World.System);
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM \"StagedRows\"";
        await using var reader = await command.ExecuteReaderAsync();
        var (rows, text) = (0, new StringBuilder());
        while (await reader.ReadAsync())
        {
            rows++;
            for (var i = 0; i < reader.FieldCount; i++)
            {
                text.Append(reader.GetValue(i)).Append('|');
            }
        }

        rows.ShouldBe(2);
        foreach (var secret in new[] { "Smith", "Quentin", "778899", "1950", "1931" })
        {
            text.ToString().ShouldNotContain(secret);
        }
    }

    [Theory, Databases]
    public async Task Two_who_commit_one_import_start_it_once(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider);
        var id = await desk.StageAsync("a.csv", "Patient Name,DOB,Status,Verified On\nJane Public,1950-02-03,Verified,2026-06-01\n"u8.ToArray());
        await desk.CheckAsync(id);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => desk.AsAsync<VerificationImports, Result<Guid>>(s => s.CommitAsync(id))));
        both.Count(r => r.Succeeded).ShouldBe(1);
        await using var db = desk.House.Open(desk.World.System);
        (await db.BatchOperations.CountAsync()).ShouldBe(1);
    }
}
