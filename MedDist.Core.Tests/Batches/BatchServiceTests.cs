using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Batches;

public sealed class BatchServiceTests
{
    [Theory, Databases]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        Guid[] ids = [.. await desk.OrdersAsync(3), .. await desk.OrdersAsync(2, OrderAction.Approve), .. await desk.OrdersAsync(1, OrderAction.Deny)];
        var before = await StateAsync(desk);
        desk.House.Clock.Advance(TimeSpan.FromMinutes(1));

        var preview = (await desk.ServiceAsync(s => s.PreviewAsync(new(BulkArguments.Approve, BatchArguments.None, ids)))).Value!;
        (preview.Title, preview.At, preview.Changes).ShouldBe(("Approve orders", desk.House.Clock.Now, 3));
        preview.Rows.Select(r => r.Id).ShouldBe(ids);
        preview.Skips.Select(s => (s.Reason, string.Join(' ', s.Rows.Select(r => r.Label)))).ShouldBe(
        [
            (OrderFailures.WrongStatus(OrderAction.Approve, OrderStatus.Approved).Message, "ORD-00004 ORD-00005"),
            (OrderFailures.WrongStatus(OrderAction.Approve, OrderStatus.Denied).Message, "ORD-00006"),
        ]);
        (await StateAsync(desk)).ShouldBe(before);
    }

    [Theory, Databases]
    public async Task A_kept_dry_run_is_run_by_a_second_person_and_tells_what_changed_since(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(4);
        var kim = await ColleagueAsync(desk);
        var kept = (await desk.ServiceAsync(s => s.KeepAsync(new(BulkArguments.Approve, BatchArguments.None, ids), new(NeedsSecondPerson: true, For: kim.UserId)))).Value;
        await desk.RunDueAsync();
        var row = (await desk.QueryAsync(q => q.FindAsync(kept)))!;
        (row.Status, row.ExpectedChanges, row.CheckedAt, row.Processed).ShouldBe((BatchStatus.Saved, 4, desk.House.Clock.Now, 0));
        (await desk.QueryAsync(q => q.ReasonsAsync(kept))).ShouldBe([new(BatchResult.Changed, null, 4)]);
        await using var db = desk.House.Open(desk.World.System);
        (await db.Notifications.SingleAsync(n => n.UserId == kim.UserId)).Payload["link"].ShouldBe($"/batches/{kept}");

        desk.House.Clock.Advance(TimeSpan.FromHours(2));
        await desk.House.AsAsync<OrderService, Result>(desk.World.Ashley, s => s.MoveAsync(ids[1], new(OrderAction.Deny) { Reason = "Not covered" }));
        (await desk.ServiceAsync(s => s.RecheckAsync(kept), kim)).Value!.Changes.ShouldBe(3);
        (await desk.ServiceAsync(s => s.RunAsync(kept))).Failure.ShouldBe(BatchFailures.SecondPerson);
        (await desk.ServiceAsync(s => s.RunAsync(kept), kim)).Succeeded.ShouldBeTrue();
        (await desk.ServiceAsync(s => s.RunAsync(kept), kim)).Failure.ShouldBe(BatchFailures.NotSaved);
        await desk.RunDueAsync();

        var batch = await desk.BatchAsync(kept);
        (batch.Status, batch.Changed, batch.Skipped, batch.Surprises, batch.CreatedByName, batch.RunByName).ShouldBe((BatchStatus.Completed, 3, 1, 1, "Ashley Nguyen", "Kim Ortiz"));
        var surprise = (await desk.QueryAsync(q => q.ItemsAsync(kept, new(SurprisesOnly: true)))).Rows.ShouldHaveSingleItem();
        (surprise.Label, surprise.Result, surprise.Expected).ShouldBe(("ORD-00002", BatchResult.Skipped, BatchResult.Changed));
        (await db.OrderEvents.Where(e => e.Action == OrderAction.Approve).Select(e => e.ByName).Distinct().ToListAsync()).ShouldBe(["Kim Ortiz"]);
    }

    [Theory, Databases]
    public async Task A_kept_dry_run_can_be_discarded_and_then_not_run(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(2);
        var kept = (await desk.ServiceAsync(s => s.KeepAsync(new(BulkArguments.Approve, BatchArguments.None, ids), new()))).Value;
        (await desk.ServiceAsync(s => s.CancelAsync(kept))).Succeeded.ShouldBeTrue();
        (await desk.BatchAsync(kept)).Status.ShouldBe(BatchStatus.Cancelled);
        (await desk.ServiceAsync(s => s.RunAsync(kept))).Failure.ShouldBe(BatchFailures.NotSaved);
        await desk.RunDueAsync();
        (await desk.ApprovalsAsync(ids)).Values.Sum().ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Another_tenant_sees_runs_and_changes_nothing(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(2);
        var kept = (await desk.ServiceAsync(s => s.KeepAsync(new(BulkArguments.Approve, BatchArguments.None, ids), new()))).Value;
        var other = await World.BuildAsync(desk.House, "bluebird");

        (await desk.QueryAsync(q => q.FindAsync(kept), other.Ashley)).ShouldBeNull();
        (await desk.QueryAsync(q => q.ListAsync(new()), other.Ashley)).Total.ShouldBe(0);
        (await desk.QueryAsync(q => q.ItemsAsync(kept, new()), other.Ashley)).Total.ShouldBe(0);
        (await desk.QueryAsync(q => q.IdsAsync(kept, BatchResult.Pending), other.Ashley)).ShouldBeEmpty();
        (await desk.ServiceAsync(s => s.RunAsync(kept), other.Ashley)).Failure.ShouldBe(BatchFailures.NotFound);
        (await desk.ServiceAsync(s => s.CancelAsync(kept), other.Ashley)).Failure.ShouldBe(BatchFailures.NotFound);
        (await desk.ServiceAsync(s => s.RecheckAsync(kept), other.Ashley)).Failure.ShouldBe(BatchFailures.NotFound);

        // Their own batch with our ids finds nothing behind them.
        var theirs = (await desk.ServiceAsync(s => s.StartAsync(new(BulkArguments.Approve, BatchArguments.None, ids)), other.Ashley)).Value;
        await desk.House.AsAsync<BatchRunner, int>(other.System, r => r.RunDueAsync());
        await using var db = desk.House.Open(other.System);
        (await db.BatchItems.Where(i => i.BatchId == theirs).ToListAsync()).ShouldAllBe(i => i.Result == BatchResult.Skipped && i.Label == "?" && i.Reason == OrderFailures.NotFound.Message);
        (await desk.ApprovalsAsync(ids)).Values.Sum().ShouldBe(0);
    }

    [Theory]
    [InlineData(Role.Provider)]
    [InlineData(Role.FacilityManager)]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.Viewer)]
    public async Task Other_roles_neither_see_nor_start_batches(Role role)
    {
        await using var desk = await BatchDesk.OpenAsync(DatabaseProvider.Sqlite);
        var ids = await desk.OrdersAsync(1);
        var kept = (await desk.ServiceAsync(s => s.KeepAsync(new(BulkArguments.Approve, BatchArguments.None, ids), new()))).Value;
        var who = desk.World.CallOf(role);
        (await desk.ServiceAsync(s => s.StartAsync(new(BulkArguments.Approve, BatchArguments.None, ids)), who)).Failure.ShouldBe(BatchFailures.NotAllowed);
        (await desk.ServiceAsync(s => s.PreviewAsync(new(BulkArguments.Approve, BatchArguments.None, ids)), who)).Failure.ShouldBe(BatchFailures.NotAllowed);
        (await desk.ServiceAsync(s => s.RunAsync(kept), who)).Failure.ShouldBe(BatchFailures.NotFound);
        (await desk.QueryAsync(q => q.ListAsync(new()), who)).Total.ShouldBe(0);
        (await desk.QueryAsync(q => q.FindAsync(kept), who)).ShouldBeNull();
        (await desk.QueryAsync(q => q.ReasonsAsync(kept), who)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_a_batch_is_refused_before_anything_is_written()
    {
        await using var desk = await BatchDesk.OpenAsync(DatabaseProvider.Sqlite);
        var ids = await desk.OrdersAsync(1);
        (await desk.ServiceAsync(s => s.StartAsync(new(BulkArguments.Approve, BatchArguments.None, [])))).Failure.ShouldBe(BatchFailures.Empty);
        (await desk.ServiceAsync(s => s.StartAsync(new("orders.explode", BatchArguments.None, ids)))).Failure.ShouldBe(BatchFailures.NotAllowed);
        var many = Enumerable.Range(0, StartBatch.MostRows + 1).Select(_ => Guid.NewGuid()).ToList();
        (await desk.ServiceAsync(s => s.PreviewAsync(new(BulkArguments.Approve, BatchArguments.None, many)))).Failure.ShouldBe(BatchFailures.TooMany);
        (await desk.ServiceAsync(s => s.StartAsync(new(BulkArguments.SendBack, BatchArguments.None, ids)))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await desk.QueryAsync(q => q.ListAsync(new()))).Total.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task The_list_says_first_what_runs_then_what_waits_for_a_second_person_then_the_newest_and_can_be_narrowed(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var kim = await ColleagueAsync(desk);
        var ids = await desk.OrdersAsync(3);
        var kept = (await desk.ServiceAsync(s => s.KeepAsync(new(BulkArguments.Approve, BatchArguments.None, ids), new(NeedsSecondPerson: true)))).Value;
        desk.House.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = await desk.StartAsync(ids);
        await desk.RunDueAsync();
        desk.House.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await desk.StartAsync(ids, who: kim);
        var rows = (await desk.QueryAsync(q => q.ListAsync(new()))).Rows;
        rows.Select(r => r.Id).ShouldBe([second, kept, first]);
        rows.Select(r => (r.Percent, r.WaitsForSecondPerson)).ShouldBe([(0, false), (0, true), (100, false)]);
        (await desk.QueryAsync(q => q.ListAsync(new() { Kind = "verifications.update" }))).Total.ShouldBe(0);
        (await desk.QueryAsync(q => q.ListAsync(new() { MineOnly = true }))).Rows.Select(r => r.Id).ShouldBe([kept, first]);
        (await desk.QueryAsync(q => q.ListAsync(new() { Status = BatchStatus.Waiting }))).Rows.Select(r => r.Id).ShouldBe([second]);
        (await desk.QueryAsync(q => q.MineRunningAsync())).ShouldBeEmpty();
        (await desk.QueryAsync(q => q.MineRunningAsync(), kim)).ShouldHaveSingleItem().Id.ShouldBe(second);
        await desk.RunDueAsync();
        (await desk.QueryAsync(q => q.ReasonsAsync(second))).ShouldBe([new(BatchResult.Skipped, OrderFailures.WrongStatus(OrderAction.Approve, OrderStatus.Approved).Message, 3)]);
        (await desk.QueryAsync(q => q.IdsAsync(second, BatchResult.Skipped))).ShouldBe(ids);
        (await desk.QueryAsync(q => q.ItemsAsync(first, new(BatchResult.Skipped)))).Total.ShouldBe(0);
        (await desk.QueryAsync(q => q.ItemsAsync(first, new(BatchResult.Changed)))).Total.ShouldBe(3);
    }

    [Theory, Databases]
    public async Task Its_reads_have_their_indexes(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var id = await desk.StartAsync(await desk.OrdersAsync(1));
        await using var db = desk.House.Open(desk.World.System);
        var plan = await QueryPlan.OfAsync(db, db.BatchItems.Where(i => i.BatchId == id && i.Result == BatchResult.Pending).OrderBy(i => i.Index).Take(200));
        if (provider == DatabaseProvider.Sqlite)
        {
            plan.ShouldContain("IX_BatchItems_BatchId_Result_Index");
            plan.ShouldNotContain("TEMP B-TREE");
        }

        (await db.BatchItems.CountAsync(i => i.BatchId == id)).ShouldBe(1);
    }

    private static async Task<UserCall> ColleagueAsync(BatchDesk desk)
    {
        var user = desk.World.UserOf("kim", "Kim Ortiz", Role.TenantAdmin);
        await desk.House.AddAsync(desk.World.Id, user);
        return desk.World.CallOf(user);
    }

    /// <summary>Everything that a write would change.</summary>
    private static async Task<string> StateAsync(BatchDesk desk)
    {
        await using var db = desk.House.Open(desk.World.System);
        var orders = await db.Orders.OrderBy(o => o.Id).Select(o => new { o.Id, o.Version, o.Status }).ToListAsync();
        return $"{string.Join(' ', orders)} {await db.OrderEvents.CountAsync()} {await db.ActivityLogs.CountAsync()} {await db.Notifications.CountAsync()} {await db.BatchOperations.CountAsync()} {await db.BatchItems.CountAsync()} {await db.Documents.CountAsync()} {await db.IntegrationQueue.CountAsync()}";
    }
}
