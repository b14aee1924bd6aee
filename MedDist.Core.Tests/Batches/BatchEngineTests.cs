using MedDist.Core.Batches;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Batches;

public sealed class BatchEngineTests
{
    [Theory, Databases]
    public async Task Each_row_gets_its_own_result(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var fine = await desk.OrdersAsync(3);
        var approved = await desk.OrdersAsync(1, OrderAction.Approve);
        var gone = Guid.NewGuid();

        var id = await desk.StartAsync([.. fine, .. approved, gone]);
        (await desk.ItemsAsync(id)).ShouldAllBe(i => i.Result == BatchResult.Pending);
        await desk.RunDueAsync();

        var items = await desk.ItemsAsync(id);
        items.Select(i => i.EntityId).ShouldBe([.. fine, .. approved, gone]);
        items.Select(i => i.Result).ShouldBe([BatchResult.Changed, BatchResult.Changed, BatchResult.Changed, BatchResult.Skipped, BatchResult.Skipped]);
        items.Select(i => i.Label).ShouldBe(["ORD-00001", "ORD-00002", "ORD-00003", "ORD-00004", "?"]);
        items[3].Reason.ShouldBe(OrderFailures.WrongStatus(OrderAction.Approve, OrderStatus.Approved).Message);
        items[4].Reason.ShouldBe(OrderFailures.NotFound.Message);
        items.ShouldAllBe(i => i.ProcessedAt == desk.House.Clock.Now);
        var batch = await desk.BatchAsync(id);
        (batch.Status, batch.Total, batch.Processed, batch.Changed, batch.Skipped, batch.Failed, batch.Cancelled).ShouldBe((BatchStatus.Completed, 5, 5, 3, 2, 0, 0));
        (batch.RunByName, batch.LeaseId, batch.CompletedAt).ShouldBe(("Ashley Nguyen", null, desk.House.Clock.Now));
    }

    [Theory, Databases]
    public async Task Each_changed_row_has_one_audit_entry_one_event_and_tells_its_provider_as_if_done_by_hand(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(25);
        await using var db = desk.House.Open(desk.World.System);
        var before = await db.ActivityLogs.CountAsync(l => l.EntityType == nameof(Order));
        await desk.StartAsync(ids, BatchDesk.Hooked);
        await desk.RunDueAsync();

        desk.Hooks.Chunks.ShouldBe(3);
        (await desk.ApprovalsAsync(ids)).Values.ShouldAllBe(n => n == 1);
        var logs = await db.ActivityLogs.Where(l => l.EntityType == nameof(Order) && l.Action == "Order.Modified").ToListAsync();
        logs.Count.ShouldBe(25);
        logs.Select(l => l.EntityId!.Value).Order().ShouldBe(ids.Order());
        logs.ShouldAllBe(l => l.UserId == desk.World.Coordinator.Id && l.Changes.Any(c => c.Field == "Status" && c.After == "Approved"));
        (await db.ActivityLogs.CountAsync(l => l.EntityType == nameof(Order))).ShouldBe(before + 25);
        (await db.ActivityLogs.CountAsync(l => l.EntityType == nameof(BatchItem))).ShouldBe(0);
        (await db.OrderEvents.Where(e => e.Action == OrderAction.Approve).ToListAsync()).ShouldAllBe(e => e.ByUserId == desk.World.Coordinator.Id && e.ByName == "Ashley Nguyen");
        (await db.Notifications.CountAsync(n => n.UserId == desk.World.Provider.Id && n.Type == "order.Approve")).ShouldBe(25);
        (await db.Notifications.SingleAsync(n => n.UserId == desk.World.Coordinator.Id)).ShouldSatisfyAllConditions(
            n => n.Title.ShouldBe("Approve for a test: completed"), n => n.Message.ShouldBe("25 changed"));
    }

    [Theory, Databases]
    public async Task After_a_crash_it_goes_on_where_it_was_and_does_each_row_once(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(45);
        var id = await desk.StartAsync(ids, BatchDesk.Hooked);

        // The node dies when the third chunk is applied and not yet saved.
        desk.Hooks.After = (chunk, _) => chunk == 2 ? throw new OperationCanceledException() : Task.CompletedTask;
        await Should.ThrowAsync<OperationCanceledException>(() => desk.RunDueAsync());
        (await desk.BatchAsync(id)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Running), b => b.Changed.ShouldBe(20));
        (await desk.ApprovalsAsync(ids)).Values.Sum().ShouldBe(20);

        var after = new Hooks();
        await using var restarted = desk.House.Restart(more: after.Register);
        (await desk.RunDueAsync(restarted)).ShouldBe(0);
        desk.House.Clock.Advance(BatchWorker.Lease + TimeSpan.FromSeconds(1));
        (await desk.RunDueAsync(restarted)).ShouldBe(1);

        after.Chunks.ShouldBe(3);
        (await desk.BatchAsync(id)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Completed), b => b.Changed.ShouldBe(45), b => b.Processed.ShouldBe(45));
        (await desk.ApprovalsAsync(ids)).Values.ShouldAllBe(n => n == 1);
        (await desk.ItemsAsync(id)).ShouldAllBe(i => i.Result == BatchResult.Changed);
    }

    [Theory, Databases]
    public async Task A_node_that_lost_its_lease_saves_nothing(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(15);
        var id = await desk.StartAsync(ids, BatchDesk.Hooked);
        var other = new Hooks();
        await using var second = desk.House.Restart(more: other.Register);

        // The first node is stuck before its first save for longer than the lease; the second one takes over and finishes.
        desk.Hooks.After = async (chunk, _) =>
        {
            if (chunk == 0)
            {
                desk.House.Clock.Advance(BatchWorker.Lease + TimeSpan.FromSeconds(1));
                (await desk.RunDueAsync(second)).ShouldBe(1);
            }
        };
        await desk.RunDueAsync();

        other.Chunks.ShouldBe(2);
        desk.Hooks.Chunks.ShouldBe(1);
        (await desk.ApprovalsAsync(ids)).Values.ShouldAllBe(n => n == 1);
        (await desk.BatchAsync(id)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Completed), b => b.Changed.ShouldBe(15), b => b.Processed.ShouldBe(15));
    }

    [Fact]
    public async Task Of_two_nodes_that_race_for_batches_each_row_is_done_once()
    {
        await using var desk = await BatchDesk.OpenAsync(DatabaseProvider.Postgres);
        var ids = await desk.OrdersAsync(60);
        List<Guid> batches = [];
        foreach (var some in ids.Chunk(20))
        {
            batches.Add(await desk.StartAsync(some, BatchDesk.Hooked));
        }

        await using var second = desk.House.Restart(more: new Hooks().Register);
        await Task.WhenAll(desk.RunDueAsync(), desk.RunDueAsync(second), desk.RunDueAsync(), desk.RunDueAsync(second));

        (await desk.ApprovalsAsync(ids)).Values.ShouldAllBe(n => n == 1);
        foreach (var batch in batches)
        {
            (await desk.BatchAsync(batch)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Completed), b => b.Changed.ShouldBe(20));
        }
    }

    [Theory, Databases]
    public async Task Cancelled_half_way_every_row_is_either_done_with_its_result_or_untouched_and_says_so(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(45);
        var id = await desk.StartAsync(ids, BatchDesk.Hooked);
        desk.Hooks.After = async (chunk, _) =>
        {
            if (chunk == 2)
            {
                (await desk.ServiceAsync(s => s.CancelAsync(id))).Succeeded.ShouldBeTrue();
            }
        };
        await desk.RunDueAsync();

        desk.Hooks.Chunks.ShouldBe(3);
        (await desk.BatchAsync(id)).ShouldSatisfyAllConditions(
            b => b.Status.ShouldBe(BatchStatus.Cancelled), b => b.Changed.ShouldBe(20), b => b.Cancelled.ShouldBe(25), b => b.Processed.ShouldBe(45), b => b.EndNote.ShouldBe("Cancelled by Ashley Nguyen."));
        var items = await desk.ItemsAsync(id);
        items.Take(20).ShouldAllBe(i => i.Result == BatchResult.Changed);
        items.Skip(20).ShouldAllBe(i => i.Result == BatchResult.Cancelled && i.Reason == "Cancelled by Ashley Nguyen.");
        await using var db = desk.House.Open(desk.World.System);
        var statuses = await db.Orders.ToDictionaryAsync(o => o.Id, o => o.Status);
        items.ShouldAllBe(i => statuses[i.EntityId] == (i.Result == BatchResult.Changed ? OrderStatus.Approved : OrderStatus.PendingReview));
        (await desk.ServiceAsync(s => s.CancelAsync(id))).Failure.ShouldBe(BatchFailures.Ended);
    }

    [Theory, Databases]
    public async Task Cancelled_before_it_starts_nothing_is_done(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var id = await desk.StartAsync(await desk.OrdersAsync(3), BatchDesk.Hooked);
        await desk.ServiceAsync(s => s.CancelAsync(id));
        await desk.RunDueAsync();
        desk.Hooks.Chunks.ShouldBe(0);
        (await desk.BatchAsync(id)).ShouldSatisfyAllConditions(b => b.Status.ShouldBe(BatchStatus.Cancelled), b => b.Cancelled.ShouldBe(3));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, false)]
    [InlineData(DatabaseProvider.Postgres, false)]
    [InlineData(DatabaseProvider.Sqlite, true)]
    [InlineData(DatabaseProvider.Postgres, true)]
    public async Task Somebody_who_loses_the_right_meanwhile_changes_nothing_more(DatabaseProvider provider, bool leaves)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(25);
        var id = await desk.StartAsync(ids, BatchDesk.Hooked);
        desk.Hooks.After = async (chunk, _) =>
        {
            if (chunk == 0)
            {
                await using var db = desk.House.Open(desk.World.System);
                var user = await db.Users.SingleAsync(u => u.Id == desk.World.Coordinator.Id);
                if (leaves)
                {
                    user.Deactivate(desk.House.Clock.Now);
                }
                else
                {
                    db.Entry(user).Property(u => u.Role).CurrentValue = Role.Viewer;
                }

                await db.SaveChangesAsync();
            }
        };
        await desk.RunDueAsync();

        desk.Hooks.Chunks.ShouldBe(1);
        (await desk.ApprovalsAsync(ids)).Values.Sum().ShouldBe(10);
        (await desk.BatchAsync(id)).ShouldSatisfyAllConditions(
            b => b.Status.ShouldBe(BatchStatus.Stopped), b => b.EndNote.ShouldBe(BatchFailures.RightLost), b => b.Changed.ShouldBe(10), b => b.Cancelled.ShouldBe(15));
    }

    [Theory, Databases]
    public async Task A_row_that_somebody_else_saves_at_the_same_moment_is_done_again_and_no_other_suffers(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(10);
        var id = await desk.StartAsync(ids, BatchDesk.Hooked);
        desk.Hooks.After = async (chunk, rows) =>
        {
            if (chunk == 0)
            {
                (await desk.House.AsAsync<OrderService, Result>(desk.World.Ashley, s => s.MoveAsync(rows[4], new(OrderAction.Deny) { Reason = "Not covered" }))).Succeeded.ShouldBeTrue();
            }
        };
        await desk.RunDueAsync();

        var items = await desk.ItemsAsync(id);
        items.Where(i => i.Index != 4).ShouldAllBe(i => i.Result == BatchResult.Changed);
        (items[4].Result, items[4].Reason).ShouldBe((BatchResult.Skipped, OrderFailures.WrongStatus(OrderAction.Approve, OrderStatus.Denied).Message));
        (await desk.ApprovalsAsync(ids)).Values.Sum().ShouldBe(9);
    }

    [Theory, Databases]
    public async Task A_row_that_breaks_fails_alone(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(12);
        var id = await desk.StartAsync(ids, BatchDesk.Hooked);
        desk.Hooks.After = (_, rows) => rows.Contains(ids[7]) ? throw new InvalidOperationException("A bug") : Task.CompletedTask;
        await desk.RunDueAsync();

        var items = await desk.ItemsAsync(id);
        items.Where(i => i.Index != 7).ShouldAllBe(i => i.Result == BatchResult.Changed);
        items[7].Result.ShouldBe(BatchResult.Failed);
        items[7].Reason!.ShouldNotContain("A bug");
        var batch = await desk.BatchAsync(id);
        (batch.Status, batch.Changed, batch.Failed).ShouldBe((BatchStatus.Completed, 11, 1));
        batch.ErrorLog.ShouldBe([new BatchError(7, "ORD-00008", items[7].Reason!)]);
        (await desk.ApprovalsAsync(ids))[ids[7]].ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_long_batch_does_not_keep_another_one_waiting(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var (first, second) = (await desk.OrdersAsync(30), await desk.OrdersAsync(20));
        await desk.StartAsync(first, BatchDesk.Hooked);
        desk.House.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.StartAsync(second, BatchDesk.Hooked);
        List<bool> isFirst = [];
        desk.Hooks.After = (_, rows) =>
        {
            isFirst.Add(first.Contains(rows[0]));
            desk.House.Clock.Advance(TimeSpan.FromSeconds(3));
            return Task.CompletedTask;
        };
        for (var pass = 0; pass < 4; pass++)
        {
            await desk.RunDueAsync();
        }

        isFirst.ShouldBe([true, false, true, false, true]);
    }

    [Theory, Databases]
    public async Task Progress_is_announced_for_each_chunk_and_not_for_each_row(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var id = await desk.StartAsync(await desk.OrdersAsync(30), BatchDesk.Hooked);
        List<Change> heard = [];
        using var listening = ((ChangeFeed)desk.House.Services.GetService(typeof(ChangeFeed))!).Subscribe(desk.World.Id, heard.AddRange);
        await desk.RunDueAsync();
        heard.ShouldNotContain(c => c.Entity == nameof(BatchItem));
        heard.Count(c => c.Entity == nameof(BatchOperation) && c.Id == id).ShouldBe(5);
        heard.Where(c => c.Entity == nameof(Order)).Distinct().Count().ShouldBe(30);
    }
}
