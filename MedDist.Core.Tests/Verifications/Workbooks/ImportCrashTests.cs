using System.Globalization;
using System.Text;
using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Workbooks;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications.Workbooks;

public sealed class ImportCrashTests
{
    private const int Rows = 350, Known = 170, ChunkSize = 100;
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Theory, Databases]
    public async Task An_import_that_is_killed_in_the_middle_goes_on_and_writes_every_row_once(DatabaseProvider provider)
    {
        await using var desk = await ImportDesk.OpenAsync(provider, more: WatchedImport.In(new(ChunkSize, diesIn: 2)));
        var people = await PeopleAsync(desk);
        var before = await desk.EverythingAsync();
        var id = await desk.StageAsync("renewals.csv", File());
        (await desk.CheckAsync(id)).ShouldSatisfyAllConditions(h => h.ToCreate.ShouldBe(Rows - Known), h => h.ToUpdate.ShouldBe(Known), h => h.Rejected.ShouldBe(0));

        // The process dies with the second chunk in an open transaction.
        var batch = (await desk.AsAsync<VerificationImports, Result<Guid>>(s => s.CommitAsync(id))).Value;
        await Should.ThrowAsync<OperationCanceledException>(() => desk.RunAsync(batch));
        await using (var db = desk.House.Open(desk.World.System))
        {
            (await db.BatchOperations.SingleAsync(b => b.Id == batch)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Running), b => b.Changed.ShouldBe(ChunkSize));
            (await db.VerificationPeriods.CountAsync(p => p.VerifiedOn == Day)).ShouldBe(ChunkSize);
        }

        await using var restarted = desk.House.Restart();
        (await restarted.AsAsync<BatchRunner, int>(desk.World.System, r => r.RunDueAsync())).ShouldBe(0);
        desk.House.Clock.Advance(BatchWorker.Lease + TimeSpan.FromSeconds(1));
        (await restarted.AsAsync<BatchRunner, int>(desk.World.System, r => r.RunDueAsync())).ShouldBe(1);
        await ShouldBeRightAsync(desk, batch, people);

        (await desk.UndoAsync(batch)).ShouldSatisfyAllConditions(u => u.Changed.ShouldBe(Rows), u => u.Skipped.ShouldBe(0));
        (await desk.EverythingAsync()).ShouldBe(before);
    }

    private static async Task ShouldBeRightAsync(ImportDesk desk, Guid batch, List<Recipient> people)
    {
        await using var db = desk.House.Open(desk.World.System);
        (await db.BatchOperations.SingleAsync(b => b.Id == batch)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Completed), b => b.Changed.ShouldBe(Rows), b => b.Processed.ShouldBe(Rows), b => b.Failed.ShouldBe(0));
        (await db.BatchItems.CountAsync(i => i.BatchId == batch && i.Result == BatchResult.Changed)).ShouldBe(Rows);
        (await db.BatchSnapshots.Where(s => s.BatchId == batch).Select(s => s.EntityId).Distinct().CountAsync()).ShouldBe(Rows);
        var cases = await db.Verifications.AsNoTracking().Include(v => v.Periods).Where(v => v.ManufacturerId == desk.Manufacturer).ToDictionaryAsync(v => v.RecipientId);
        for (var i = 0; i < Rows; i++)
        {
            var theCase = cases[people[i].Id];
            (theCase.Status, theCase.VerifiedOn, theCase.Reference).ShouldBe((VerificationStatus.Verified, Day, $"A-{i}"));
            theCase.Periods.Count.ShouldBe(i < Known ? 2 : 1);
            theCase.Periods.Count(p => p.VerifiedOn == Day).ShouldBe(1);
        }
    }

    /// <summary>Of some of them a case is known from last year.</summary>
    private static async Task<List<Recipient>> PeopleAsync(ImportDesk desk)
    {
        var people = Enumerable.Range(0, Rows).Select(i => new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-3{i:0000}", FirstName = $"Given{i}", LastName = $"Family{i}", DateOfBirth = Born(i) }).ToList();
        var cases = people.Take(Known).Select(p =>
        {
            var on = Day.AddDays(-360);
            var theCase = new Verification { RecipientId = p.Id, ManufacturerId = desk.Manufacturer, Type = VerificationType.Insurance };
            theCase.Verify(new() { Frequency = VerificationFrequency.Annual, VerifiedOn = on, ValidThrough = VerificationPolicy.ValidThrough(VerificationFrequency.Annual, on), VerifiedByName = "A. Lee" }, desk.House.Clock.Now);
            return theCase;
        });
        await desk.House.AddAsync(desk.World.Id, [.. people, .. cases]);
        return people;
    }

    private static byte[] File() => Encoding.UTF8.GetBytes("Last Name,First Name,DOB,Status,Verified On,Auth #\n"
        + string.Concat(Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"Family{i},Given{i},{Born(i):yyyy-MM-dd},Approved,{Day:yyyy-MM-dd},A-{i}\n"))));

    private static DateOnly Born(int i) => new DateOnly(1940, 1, 1).AddDays(i % 40);
}
