using MedDist.Core.Integrations;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Integrations;

public sealed class OutboxRaceTests
{
    [Theory, Databases]
    public async Task Eight_nodes_that_send_fifty_messages_at_once_send_each_once(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        List<Order> orders = [];
        for (var i = 0; i < 50; i++)
        {
            orders.Add(await house.ForwardedAsync(world));
        }

        house.Clock.Advance(TimeSpan.FromSeconds(10));
        var nodes = Enumerable.Range(0, 8).Select(_ => house.Restart(smtp.Settings())).ToList();
        var sent = await Task.WhenAll(nodes.Select(n => n.DispatchAsync(world)));
        sent.Sum().ShouldBe(50);
        smtp.Messages.Count.ShouldBe(50);
        foreach (var order in orders)
        {
            smtp.Messages.Count(m => m.Raw.Contains($"Subject: Order {order.OrderNumber} ", StringComparison.Ordinal)).ShouldBe(1);
        }

        await using var db = house.Open(world.System);
        (await db.Orders.ToListAsync()).ShouldAllBe(o => o.Status == OrderStatus.SentToManufacturer && o.SendState == SendState.Sent);
        (await db.SendAttempts.CountAsync(a => a.Outcome == AttemptOutcome.Sent && a.Number == 1)).ShouldBe(50);
        nodes.ForEach(n => n.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }

    [Theory, Databases]
    public async Task Twenty_users_who_forward_and_undo_while_nodes_send_never_send_what_was_undone(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string> { ["Orders:UndoSeconds"] = "0" });
        var world = await World.BuildAsync(house);
        List<Order> orders = [];
        for (var i = 0; i < 20; i++)
        {
            orders.Add(await world.OrderAsync(null, Submit, Approve));
        }

        var undone = await Task.WhenAll(orders.Select(async (order, i) =>
        {
            (await house.ForwardAsync(world, order.Id)).Succeeded.ShouldBeTrue();
            var node = i % 4 == 0 ? house.DispatchAsync(world) : Task.FromResult(0);
            var back = i % 2 == 0 && (await house.UndoAsync(world, order.Id)).Succeeded;
            await node;
            return back;
        }));
        await house.DispatchAsync(world);

        var mails = await Task.WhenAll(house.Mails().Select(m => File.ReadAllTextAsync(m)));
        for (var i = 0; i < orders.Count; i++)
        {
            var status = (await house.OrderOfAsync(world, orders[i].Id)).Status;
            var left = mails.Count(m => m.Contains($"Subject: Order {orders[i].OrderNumber} ", StringComparison.Ordinal));
            (undone[i], status, left).ShouldBeOneOf((true, OrderStatus.Approved, 0), (false, OrderStatus.SentToManufacturer, 1));
        }

        undone.Count(u => !u).ShouldBeGreaterThanOrEqualTo(10);
    }

    [Theory, Databases]
    public async Task Twenty_users_who_forward_the_same_order_queue_one_message(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => house.ForwardAsync(world, order.Id)));
        results.Count(r => r.Succeeded).ShouldBe(1);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.DispatchAsync(world)));
        nodes.Sum().ShouldBe(1);
        house.Mails().Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Two_nodes_that_recover_the_same_message_record_it_once(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await house.ForwardedAsync(world);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await using (var db = house.Open(world.System))
        {
            (await db.IntegrationQueue.SingleAsync()).Claim(house.Clock.Now, TimeSpan.FromMinutes(5));
            await db.SaveChangesAsync();
        }

        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.DispatchAsync(world)));
        smtp.Messages.ShouldBeEmpty();
        await using var after = house.Open(world.System);
        (await after.Notifications.CountAsync(n => n.UserId == world.Coordinator.Id)).ShouldBe(1);
        (await after.SendAttempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.MayHaveLeft);
        (await house.OrderOfAsync(world, order.Id)).Events.Count(e => e.Comment?.Contains("Sending failed", StringComparison.Ordinal) == true).ShouldBe(1);
    }
}
