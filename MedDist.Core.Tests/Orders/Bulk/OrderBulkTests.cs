using MedDist.Core.Batches;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Tests.Batches;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders.Bulk;

public sealed class OrderBulkTests
{
    [Theory, Databases]
    public async Task Orders_without_a_valid_IVR_are_skipped_with_their_sentence_unless_a_reason_is_given(DatabaseProvider provider)
    {
        var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, "acme", true, new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        await using var desk = new BatchDesk(house, world, new Hooks());
        await world.VerifiedAsync(new(2026, 1, 1));
        var covered = await world.OrderAsync(world.Draft(new DateOnly(2026, 6, 22)));
        var uncovered = await world.OrderAsync(world.Draft(new DateOnly(2027, 2, 1)));

        await desk.StartAsync([covered.Id, uncovered.Id]);
        await desk.RunDueAsync();
        await using var db = house.Open(world.System);
        (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == covered.Id)).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Approved), o => o.IvrBypassReason.ShouldBeNull());
        var skipped = await db.BatchItems.SingleAsync(i => i.EntityId == uncovered.Id);
        (skipped.Result, skipped.Reason).ShouldBe((BatchResult.Skipped, OrderFailures.IvrNotValid(uncovered.IvrSentence).Message));

        var later = await world.OrderAsync(world.Draft(new DateOnly(2026, 6, 23)));
        await desk.StartAsync([later.Id, uncovered.Id], arguments: BatchArguments.None.With(BulkArguments.Bypass, "Arranged by phone"));
        await desk.RunDueAsync();
        (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == uncovered.Id)).ShouldSatisfyAllConditions(
            o => o.Status.ShouldBe(OrderStatus.Approved), o => o.IvrBypassReason.ShouldBe("Arranged by phone"));
        (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == later.Id)).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Approved), o => o.IvrBypassReason.ShouldBeNull());
        (await db.OrderEvents.SingleAsync(e => e.OrderId == uncovered.Id && e.Action == Approve)).Comment.ShouldBe("Without a valid IVR: Arranged by phone");
    }

    [Theory, Databases]
    public async Task Sending_back_and_denying_record_the_reason_and_tell_the_provider(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var (back, denied) = (await desk.OrdersAsync(2), await desk.OrdersAsync(2, Approve));
        await desk.StartAsync(back, BulkArguments.SendBack, BatchArguments.None.With(BulkArguments.Reason, "  Wound size is missing "));
        await desk.StartAsync(denied, BulkArguments.Deny, BatchArguments.None.With(BulkArguments.Reason, "Not covered"));
        await desk.RunDueAsync();

        await using var db = desk.House.Open(desk.World.System);
        var orders = await db.Orders.ToDictionaryAsync(o => o.Id);
        back.ShouldAllBe(id => orders[id].Status == OrderStatus.SentBack && orders[id].StatusReason == "Wound size is missing");
        denied.ShouldAllBe(id => orders[id].Status == OrderStatus.Denied && orders[id].StatusReason == "Not covered" && orders[id].Section == QueueSection.Done);
        (await db.Notifications.Where(n => n.UserId == desk.World.Provider.Id).GroupBy(n => n.Type).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync())
            .Select(g => (g.Key, g.Count)).ShouldBe([("order.Deny", 2), ("order.SendBack", 2)]);
    }

    [Theory, Databases]
    public async Task A_hold_has_its_reason_and_its_last_day(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(2);
        await desk.StartAsync(ids, BulkArguments.Hold, BatchArguments.None.With(BulkArguments.Reason, "Stock returns").With(BulkArguments.Until, new DateOnly(2026, 6, 19)));
        await desk.RunDueAsync();
        await using var db = desk.House.Open(desk.World.System);
        (await db.Orders.ToListAsync()).ShouldAllBe(o => o.Status == OrderStatus.OnHold && o.HeldUntil == new DateOnly(2026, 6, 19) && o.StatusReason == "Stock returns" && o.HeldFrom == OrderStatus.PendingReview);
    }

    [Theory, Databases]
    public async Task Orders_are_assigned_taken_over_and_let_go_and_those_that_are_so_already_are_skipped(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var kim = desk.World.UserOf("kim", "Kim Ortiz", Role.TenantAdmin);
        await desk.House.AddAsync(desk.World.Id, kim);
        var ids = await desk.OrdersAsync(3);
        await desk.House.AsAsync<OrderClaims, Result>(desk.World.Ashley, c => c.AssignAsync(ids[0], new(desk.World.Coordinator.Id, null)));
        await desk.House.AsAsync<OrderClaims, Result>(desk.World.Ashley, c => c.AssignAsync(ids[1], new(kim.Id, null)));

        var id = await desk.StartAsync(ids, BulkArguments.Assign, BatchArguments.None.With(BulkArguments.To, kim.Id.ToString()));
        await desk.RunDueAsync();
        (await desk.ItemsAsync(id)).Select(i => i.Result).ShouldBe([BatchResult.Changed, BatchResult.Skipped, BatchResult.Changed]);
        (await desk.ItemsAsync(id))[1].Reason.ShouldBe("Kim Ortiz has this order already.");
        await using (var db = desk.House.Open(desk.World.System))
        {
            (await db.Orders.ToListAsync()).ShouldAllBe(o => o.ClaimedByUserId == kim.Id && o.ClaimedByName == "Kim Ortiz");
        }

        var letGo = await desk.StartAsync(ids, BulkArguments.Assign);
        await desk.RunDueAsync();
        (await desk.BatchAsync(letGo)).Changed.ShouldBe(3);
        var wrong = await desk.StartAsync(ids, BulkArguments.Assign, BatchArguments.None.With(BulkArguments.To, desk.World.Provider.Id.ToString()));
        await desk.RunDueAsync();
        (await desk.ItemsAsync(wrong)).ShouldAllBe(i => i.Result == BatchResult.Skipped && i.Reason == OrderFailures.NoColleague.Message);
    }

    [Theory, Databases]
    public async Task Each_forwarded_order_waits_for_its_undo_time_can_be_taken_back_and_leaves_once(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var approved = await desk.OrdersAsync(12, Approve);
        var pending = await desk.OrdersAsync(1);
        var id = await desk.StartAsync([.. approved, .. pending], BulkArguments.Forward);
        await desk.RunDueAsync();

        var items = await desk.ItemsAsync(id);
        items.Take(12).ShouldAllBe(i => i.Result == BatchResult.Changed);
        (items[12].Result, items[12].Reason).ShouldBe((BatchResult.Skipped, OrderFailures.WrongStatus(Forward, OrderStatus.PendingReview).Message));
        await using var db = desk.House.Open(desk.World.System);
        var queued = await db.IntegrationQueue.ToListAsync();
        queued.Count.ShouldBe(12);
        queued.ShouldAllBe(q => q.Status == QueueStatus.Pending && q.ProcessAfter == desk.House.Clock.Now + TimeSpan.FromSeconds(10));
        (await DispatchAsync(desk)).ShouldBe(0);

        (await desk.House.AsAsync<OrderForwarding, Result>(desk.World.Ashley, f => f.UndoAsync(approved[3]))).Succeeded.ShouldBeTrue();
        desk.House.Clock.Advance(TimeSpan.FromSeconds(11));
        (await DispatchAsync(desk)).ShouldBe(11);
        Directory.GetFiles(desk.House.MailFolder, "*.eml").Length.ShouldBe(11);
    }

    [Theory, Databases]
    public async Task Forwarding_to_a_manufacturer_without_contacts_is_skipped_with_that_reason(DatabaseProvider provider)
    {
        var house = await House.OpenAsync(provider);
        await using var desk = new BatchDesk(house, await World.BuildAsync(house, withContact: false), new Hooks());
        var ids = await desk.OrdersAsync(2, Approve);
        var start = new StartBatch(BulkArguments.Forward, BatchArguments.None, ids);
        (await desk.ServiceAsync(s => s.PreviewAsync(start))).Value!.Skips.ShouldHaveSingleItem().Reason.ShouldBe(OrderFailures.NoContact("Corvane Biologics").Message);
        var id = await desk.StartAsync(ids, BulkArguments.Forward);
        await desk.RunDueAsync();
        (await desk.ItemsAsync(id)).ShouldAllBe(i => i.Result == BatchResult.Skipped && i.Reason == OrderFailures.NoContact("Corvane Biologics").Message);
        await using var db = house.Open(desk.World.System);
        (await db.Documents.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Dates_change_by_the_rules_of_an_edit_and_the_facts_follow(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        var ids = await desk.OrdersAsync(2);
        var denied = await desk.OrdersAsync(1, Deny);
        var arguments = BatchArguments.None.With(BulkArguments.ServiceDate, new DateOnly(2026, 7, 15)).With(BulkArguments.DeliverBy, new DateOnly(2026, 7, 14));
        var start = new StartBatch(BulkArguments.ChangeDates, arguments, [.. ids, .. denied]);
        await using var db = desk.House.Open(desk.World.System);
        var before = await db.Orders.AsNoTracking().SingleAsync(o => o.Id == ids[0]);
        (await desk.ServiceAsync(s => s.PreviewAsync(start))).Value!.Changes.ShouldBe(2);
        (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == ids[0])).ServiceDate.ShouldBe(before.ServiceDate);

        var id = await desk.StartAsync(start.Ids, start.Kind, start.Arguments);
        await desk.RunDueAsync();
        (await desk.ItemsAsync(id)).Select(i => i.Result).ShouldBe([BatchResult.Changed, BatchResult.Changed, BatchResult.Skipped]);
        var after = await db.Orders.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync();
        after.ShouldAllBe(o => o.ServiceDate == new DateOnly(2026, 7, 15) && o.RequestedDeliveryDate == new DateOnly(2026, 7, 14) && o.SendBy > before.SendBy);
        (await db.OrderRevisions.CountAsync()).ShouldBe(2);

        var again = await desk.StartAsync(ids, start.Kind, start.Arguments);
        await desk.RunDueAsync();
        (await desk.ItemsAsync(again)).ShouldAllBe(i => i.Result == BatchResult.Skipped && i.Reason == OrderFailures.HasDatesAlready.Message);
        (await desk.ServiceAsync(s => s.PreviewAsync(new(BulkArguments.ChangeDates, BatchArguments.None, ids)))).Failure.ShouldBe(OrderFailures.NoDates);
    }

    [Theory, Databases]
    public async Task IVRs_are_requested_once_for_orders_that_need_the_same_one(DatabaseProvider provider)
    {
        var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, "acme", true, new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        await using var desk = new BatchDesk(house, world, new Hooks());
        var ids = await desk.OrdersAsync(2);
        var id = await desk.StartAsync(ids, BulkArguments.RequestIvr);
        await desk.RunDueAsync();

        var items = await desk.ItemsAsync(id);
        items.Select(i => i.Result).ShouldBe([BatchResult.Changed, BatchResult.Skipped]);
        items[1].Reason.ShouldNotBeNullOrEmpty();
        await using var db = house.Open(world.System);
        (await db.VerificationRequests.CountAsync()).ShouldBe(1);
        (await db.IntegrationQueue.SingleAsync()).Status.ShouldBe(QueueStatus.Pending);
        (await db.Verifications.SingleAsync()).Status.ShouldBe(VerificationStatus.Sent);
        (await db.Orders.ToListAsync()).ShouldAllBe(o => o.IvrState == IvrState.Requested);
    }

    [Theory]
    [InlineData(BulkArguments.Approve)]
    [InlineData(BulkArguments.SendBack)]
    [InlineData(BulkArguments.Deny)]
    [InlineData(BulkArguments.Hold)]
    [InlineData(BulkArguments.Assign)]
    [InlineData(BulkArguments.Forward)]
    public async Task The_dry_run_and_the_run_agree_on_orders_of_every_status(string kind)
    {
        await using var desk = await BatchDesk.OpenAsync(DatabaseProvider.Sqlite);
        OrderAction[][] paths = [[], [Approve], [SendBack], [SendBack, Resubmit], [Deny], [Hold], [Cancel], [Approve, Forward]];
        List<Guid> ids = [];
        foreach (var path in paths)
        {
            ids.AddRange(await desk.OrdersAsync(1, path));
        }

        var arguments = BatchArguments.None.With(BulkArguments.Reason, "because").With(BulkArguments.To, kind == BulkArguments.Assign ? desk.World.Coordinator.Id.ToString() : null);
        var expected = (await desk.ServiceAsync(s => s.PreviewAsync(new(kind, arguments, ids)))).Value!.Rows.Select(r => r.Refusal?.Message).ToList();
        var id = await desk.StartAsync(ids, kind, arguments);
        await desk.RunDueAsync();

        (await desk.ItemsAsync(id)).Select(i => i.Reason).ShouldBe(expected);
        (await desk.ItemsAsync(id)).Select(i => i.Result == BatchResult.Changed).ShouldBe(expected.Select(e => e is null));
        expected.ShouldContain(e => e == null);
        expected.ShouldContain(e => e != null);
    }

    [Theory, Databases]
    public async Task A_selection_of_all_that_match_is_the_list_in_its_order(DatabaseProvider provider)
    {
        await using var desk = await BatchDesk.OpenAsync(provider);
        await desk.OrdersAsync(5);
        await desk.OrdersAsync(2, Deny);
        var filter = new OrderFilter { Sort = OrderSort.Number, Descending = true, Take = 2 };
        var ids = await desk.House.AsAsync<OrderQueries, IReadOnlyList<Guid>>(desk.World.Ashley, q => q.IdsAsync(filter, 100));
        ids.Count.ShouldBe(5);
        var page = await desk.House.AsAsync<OrderQueries, OrderPage>(desk.World.Ashley, q => q.ListAsync(filter));
        ids.Take(2).ShouldBe(page.Rows.Select(r => r.Id));
        (await desk.House.AsAsync<OrderQueries, IReadOnlyList<Guid>>(desk.World.CallOf(Role.Provider), q => q.IdsAsync(filter, 100))).ShouldBeEmpty();
    }

    private static Task<int> DispatchAsync(BatchDesk desk) => desk.House.AsAsync<OutboxDispatcher, int>(desk.World.System, d => d.DispatchDueAsync());
}
