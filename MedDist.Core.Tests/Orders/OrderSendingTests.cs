using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderSendingTests
{
    [Theory, Databases]
    public async Task A_refusing_mail_server_is_tried_again_with_growing_pauses_and_then_becomes_a_task(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await house.ForwardAsync(world, order.Id);
        smtp.FailNext(SmtpFault.TryLater, 5);
        foreach (var pause in new[] { 10, 30, 120, 480, 1920 })
        {
            house.Clock.Advance(TimeSpan.FromSeconds(pause - 1));
            await house.DispatchAsync(world);
            await using var before = house.Open(world.System);
            (await before.Orders.SingleAsync()).SendState.ShouldBe(SendState.Waiting);
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await house.DispatchAsync(world);
        }

        await using (var db = house.Open(world.System))
        {
            var failed = await db.Orders.SingleAsync();
            (failed.Status, failed.SendState, failed.Section).ShouldBe((OrderStatus.ReadyToSend, SendState.Failed, QueueSection.RequiresAction));
            (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldContain("could not be sent");
        }

        (await house.AsAsync<OrderForwarding, Result>(world.Ashley, f => f.RetryAsync(order.Id))).Succeeded.ShouldBeTrue();
        (await house.DispatchAsync(world)).ShouldBe(1);
        smtp.Messages.ShouldHaveSingleItem().To.ShouldBe(["orders@corvane.example", "cc@corvane.example"]);
    }

    [Theory, Databases]
    public async Task A_refused_address_is_not_tried_again(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await house.ForwardAsync(world, order.Id);
        smtp.FailNext(SmtpFault.UnknownRecipient);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync()).ShouldSatisfyAllConditions(q => q.Status.ShouldBe(QueueStatus.Failed), q => q.Attempts.ShouldBe(1));
    }

    [Theory, Databases]
    public async Task A_message_that_one_address_refuses_has_left_for_the_others_and_is_not_sent_again(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await house.ForwardAsync(world, order.Id);
        smtp.FailNext(SmtpFault.FirstRecipientUnknown);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        await using var db = house.Open(world.System);
        (await db.Orders.SingleAsync()).Status.ShouldBe(OrderStatus.SentToManufacturer);
        smtp.Messages.ShouldHaveSingleItem().To.Count.ShouldBe(1);
        (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Message.ShouldBe("Refused for orders@corvane.example.");
    }

    [Theory]
    [InlineData(SmtpFault.ReplyLost)]
    [InlineData(SmtpFault.ConnectionDropped)]
    public async Task A_connection_that_breaks_while_sending_is_left_to_a_person_because_the_message_may_have_left(SmtpFault fault)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await house.ForwardAsync(world, order.Id);
        smtp.FailNext(fault);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        house.Clock.Advance(TimeSpan.FromHours(5));
        await house.DispatchAsync(world);
        await using var db = house.Open(world.System);
        (await db.Orders.SingleAsync()).ShouldSatisfyAllConditions(o => o.SendState.ShouldBe(SendState.Failed), o => o.SendError!.ShouldContain("may have left"));
        smtp.Messages.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_mail_server_that_cannot_be_reached_is_tried_again()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, new Dictionary<string, string> { ["Mail:SmtpHost"] = "127.0.0.1", ["Mail:SmtpPort"] = $"{LoopbackPort.Free()}", ["Mail:UseTls"] = "false" });
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await house.ForwardAsync(world, order.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync()).ShouldSatisfyAllConditions(q => q.Status.ShouldBe(QueueStatus.Pending), q => q.Attempts.ShouldBe(1));
    }

    [Theory, Databases]
    public async Task A_message_whose_node_died_while_sending_is_never_sent_twice(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var item = (await house.ForwardAsync(world, order.Id)).Value!.QueueItemId;
        await ClaimAndDieAsync(house, world, item);

        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await house.DispatchAsync(world);
        smtp.Messages.ShouldBeEmpty();
        await using var db = house.Open(world.System);
        (await db.Orders.SingleAsync()).ShouldSatisfyAllConditions(o => o.SendState.ShouldBe(SendState.Failed), o => o.SendError!.ShouldContain("may have left"));
    }

    [Theory, Databases]
    public async Task In_the_pickup_folder_one_can_see_whether_an_interrupted_message_left(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var item = (await house.ForwardAsync(world, order.Id)).Value!.QueueItemId;
        await ClaimAndDieAsync(house, world, item);
        Directory.CreateDirectory(house.MailFolder);
        await File.WriteAllTextAsync(Path.Combine(house.MailFolder, $"{item:N}.eml"), "it left");

        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await house.DispatchAsync(world);
        (await File.ReadAllTextAsync(house.Mails().ShouldHaveSingleItem())).ShouldBe("it left");
        await using var db = house.Open(world.System);
        (await db.Orders.SingleAsync()).Status.ShouldBe(OrderStatus.SentToManufacturer);
    }

    [Theory, Databases]
    public async Task Many_nodes_and_an_undo_at_once_send_at_most_once_and_agree(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        for (var round = 0; round < 5; round++)
        {
            var order = await world.OrderAsync(null, Submit, Approve);
            await house.ForwardAsync(world, order.Id);
            house.Clock.Advance(TimeSpan.FromSeconds(10));
            var before = house.Mails().Length;
            var undo = house.UndoAsync(world, order.Id);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => house.DispatchAsync(world)));
            var undone = (await undo).Succeeded;
            await using var db = house.Open(world.System);
            var status = (await db.Orders.SingleAsync(o => o.Id == order.Id)).Status;
            var left = house.Mails().Length - before;
            (undone, status, left).ShouldBeOneOf((true, OrderStatus.Approved, 0), (false, OrderStatus.SentToManufacturer, 1));
        }
    }

    private static async Task ClaimAndDieAsync(House house, World world, Guid itemId)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync(q => q.Id == itemId)).Claim(house.Clock.Now, TimeSpan.FromMinutes(5));
        await db.SaveChangesAsync();
    }
}
