using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Batches;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Core.Verifications.Bulk;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Verifications;

public sealed class UpdateVerificationsTests
{
    private static readonly VerificationRequirement AnnualIvr = new(VerificationType.Insurance, VerificationFrequency.Annual);

    [Theory, Databases]
    public async Task One_case_is_written_with_the_light_of_its_orders_by_who_may_and_who_saw_the_latest(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: AnnualIvr);
        var order = await world.OrderAsync();
        order.IvrCovers.ShouldBeFalse();
        Task<Result> ChangeAsync(Guid id, int version, VerificationChange change, ICallContext who) => house.AsAsync<VerificationService, Result>(who, s => s.ChangeAsync(id, version, change));
        var key = new OpenVerification(world.Recipient.Id, world.Manufacturer.Id, VerificationType.Insurance);
        var id = (await house.AsAsync<VerificationService, Result<Guid>>(world.Ashley, s => s.OpenAsync(key))).Value;
        (await house.AsAsync<VerificationService, Result<Guid>>(world.Ashley, s => s.OpenAsync(key))).Value.ShouldBe(id);

        var answer = new VerificationChange { Status = VerificationStatus.Verified, VerifiedOn = new(2026, 6, 1) };
        (await ChangeAsync(id, 0, answer, world.CallOf(Role.Viewer))).Failure.ShouldBe(VerificationFailures.NotYours);
        (await ChangeAsync(id, 7, answer, world.Ashley)).Failure.ShouldBe(VerificationFailures.Stale);
        (await ChangeAsync(Guid.NewGuid(), 0, answer, world.Ashley)).Failure.ShouldBe(VerificationFailures.NotFound);
        var other = await World.BuildAsync(house, "bluebird");
        (await ChangeAsync(id, 0, answer, other.Ashley)).Failure.ShouldBe(VerificationFailures.NotFound);
        (await house.AsAsync<VerificationService, Result<Guid>>(other.Ashley, s => s.OpenAsync(key))).Failure.ShouldBe(VerificationFailures.PartyNotFound);
        (await ChangeAsync(id, 0, answer, world.Ashley)).Failure.ShouldBeNull();

        await using var db = house.Open(world.System);
        (await db.Orders.SingleAsync(o => o.Id == order.Id)).IvrCovers.ShouldBeTrue();
        (await db.ActivityLogs.CountAsync(a => a.EntityType == nameof(Verification) && a.EntityId == id)).ShouldBe(2);
    }

    [Theory, Databases]
    public async Task Many_cases_are_written_at_once_and_a_rule_that_refuses_one_names_it(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var cases = await CasesAsync(desk, 5);
        var (house, world) = (desk.House, desk.World);
        await house.AsAsync<VerificationService, Result>(world.Ashley, s => s.ChangeAsync(cases[0], 0, Answer(new(2026, 6, 10))));
        var start = new StartBatch(UpdateVerifications.Name, VerificationArguments.Write(Answer(new(2026, 6, 1))), cases);
        var preview = (await desk.ServiceAsync(s => s.PreviewAsync(start))).Value!;
        preview.Changes.ShouldBe(4);
        preview.Rows[0].Refusal.ShouldBe(VerificationFailures.Older(new(2026, 6, 10)));
        preview.Rows[1].Label.ShouldEndWith("Corvane Biologics IVR");

        var batch = await desk.StartAsync(cases, UpdateVerifications.Name, start.Arguments);
        await desk.RunDueAsync();
        (await desk.BatchAsync(batch)).ShouldSatisfyAllConditions(b => b.Changed.ShouldBe(4), b => b.Skipped.ShouldBe(1));
        (await desk.ServiceAsync(s => s.PreviewAsync(start))).Value!.Rows[1].Refusal.ShouldBe(VerificationFailures.SaysThatAlready);
        (await desk.ServiceAsync(s => s.PreviewAsync(start with { Arguments = BatchArguments.None }))).Failure.ShouldBe(VerificationFailures.NothingSaid);
    }

    [Theory, Databases]
    public async Task A_whole_batch_is_undone_to_the_letter_but_for_what_changed_since(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var cases = await CasesAsync(desk, 4);
        var (house, world) = (desk.House, desk.World);
        await house.AsAsync<VerificationService, Result>(world.Ashley, s => s.ChangeAsync(cases[0], 0, Answer(new(2026, 5, 1)) with { Reference = "A-1", Notes = "by phone" }));
        var before = await StandAsync(desk, cases);

        var batch = await desk.StartAsync(cases, UpdateVerifications.Name, VerificationArguments.Write(Answer(new(2026, 6, 1)) with { Reference = "B-2" }));
        (await house.AsAsync<BatchUndo, BatchUndoState?>(world.Ashley, u => u.StateAsync(batch))).ShouldBeNull(); // runs still
        await desk.RunDueAsync();
        (await desk.ItemsAsync(batch)).Select(i => (i.Result, i.Reason)).ShouldBe(Enumerable.Repeat((BatchResult.Changed, (string?)null), 4));
        (await house.AsAsync<BatchUndo, BatchUndoState?>(world.Ashley, u => u.StateAsync(batch))).ShouldBe(new(4, null));
        (await house.AsAsync<BatchUndo, BatchUndoState?>(world.CallOf(Role.Viewer), u => u.StateAsync(batch))).ShouldBeNull();
        (await StandAsync(desk, cases)).ShouldNotBe(before);
        await house.AsAsync<VerificationService, Result>(world.Ashley, s => s.ChangeAsync(cases[3], 1, new() { Notes = "later" }));

        var preview = (await house.AsAsync<BatchUndo, Result<BatchPreview>>(world.Ashley, u => u.PreviewAsync(batch))).Value!;
        (preview.Changes, preview.Rows.Single(r => r.Id == cases[3]).Refusal).ShouldBe((3, VerificationFailures.ChangedSince));
        var undo = (await house.AsAsync<BatchUndo, Result<Guid>>(world.Ashley, u => u.StartAsync(batch))).Value;
        (await house.AsAsync<BatchUndo, Result<Guid>>(world.Ashley, u => u.StartAsync(batch))).Failure.ShouldBe(BatchFailures.Undone);
        await desk.RunDueAsync();
        (await desk.BatchAsync(undo)).ShouldSatisfyAllConditions(b => b.Changed.ShouldBe(3), b => b.Skipped.ShouldBe(1));
        (await StandAsync(desk, cases[..3])).ShouldBe(before[..3]);
        (await house.AsAsync<BatchUndo, BatchUndoState?>(world.Ashley, u => u.StateAsync(batch))).ShouldBe(new(4, undo));
    }

    private static VerificationChange Answer(DateOnly on) => new() { Status = VerificationStatus.Verified, VerifiedOn = on };

    private static async Task<List<Guid>> CasesAsync(BatchDesk desk, int count)
    {
        List<Guid> ids = [];
        for (var i = 0; i < count; i++)
        {
            var recipient = new Recipient { Type = RecipientType.Patient, Identifier = $"MRN-2{i:000}", FirstName = "Pat", LastName = $"Doe {i}", DateOfBirth = new(1950, 1, 1 + i) };
            var theCase = new Verification { RecipientId = recipient.Id, ManufacturerId = desk.World.Manufacturer.Id, Type = VerificationType.Insurance };
            await desk.House.AddAsync(desk.World.Id, recipient, theCase);
            ids.Add(theCase.Id);
        }

        return ids;
    }

    /// <summary>Every stored value of the cases and their periods, but for what each save counts up.</summary>
    private static async Task<List<string>> StandAsync(BatchDesk desk, IReadOnlyList<Guid> ids)
    {
        await using var db = desk.House.Open(desk.World.System);
        List<string> all = [];
        foreach (var id in ids)
        {
            var theCase = await db.Verifications.Include(v => v.Periods).SingleAsync(v => v.Id == id);
            all.Add(string.Join('|', new object[] { theCase }.Concat(theCase.Periods.OrderBy(p => p.Id)).Select(row => string.Join(';', db.Entry(row).Properties
                .Where(p => p.Metadata.Name is not (nameof(Entity.Version) or nameof(Entity.UpdatedAt) or nameof(Verification.DeskVersion)))
                .Select(p => $"{p.Metadata.Name}={(p.CurrentValue is Dictionary<string, string> d ? string.Join(',', d) : p.CurrentValue)}")))));
        }

        return all;
    }
}
