using System.Text;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderForwardingTests
{
    [Theory, Databases]
    public async Task A_forwarded_order_waits_for_the_undo_time_and_then_leaves_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);

        var forwarded = await ForwardAsync(house, world, order.Id);
        forwarded.Value!.To.ShouldBe(["orders@corvane.example"]);
        (await DispatchAsync(house, world)).ShouldBe(0);
        Mails(house).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await DispatchAsync(house, world)).ShouldBe(1);
        (await DispatchAsync(house, world)).ShouldBe(0);
        var mail = File.ReadAllText(Mails(house).ShouldHaveSingleItem(), Encoding.Latin1);
        mail.ShouldContain("To: orders@corvane.example");
        mail.ShouldContain("Cc: cc@corvane.example");
        mail.ShouldContain($"Subject: Order {order.OrderNumber} from acme distribution");
        mail.ShouldNotContain("Jane");

        await using var db = house.Open(world.System);
        var sent = await db.Orders.Include(o => o.Events).SingleAsync();
        (sent.Status, sent.SendState, sent.Section).ShouldBe((OrderStatus.SentToManufacturer, SendState.Sent, QueueSection.WithManufacturer));
        sent.Events.OrderBy(e => e.At).Select(e => e.Action).ShouldBe([Submit, Approve, Forward, MarkSent]);
        sent.ManufacturerSubmittedAt.ShouldBe(house.Clock.Now);
    }

    [Theory, Databases]
    public async Task The_attached_form_has_every_field_of_the_order(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);

        await using var db = house.Open(world.System);
        var document = await db.Documents.SingleAsync();
        var pdf = await File.ReadAllBytesAsync(Path.Combine(house.Folder, "documents", document.FileKey!));
        document.File!.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf)));
        var text = PdfText.Unspaced(pdf);
        foreach (var field in new[]
        {
            "acme distribution", order.OrderNumber, "Corvane Biologics", "Jane Public", "MRN-1001", "3 Feb 1950", "Dr. Elena Reyes", "1234567893", "Lakeside Health", "Lakeside Wound Clinic",
            "12 Harbor Way", "(312) 555-0111", "22 Jun 2026", "21 Jun 2026", "15 Jun 2026", "E11.621", "4.2 × 3.1 cm", "Q4186", "Amnion sheet", "2 × 3 cm", "$812.50", "$1,625.00", "Leave at the desk",
            "Standard next day",
        })
        {
            text.ShouldContain(field.Replace(" ", "", StringComparison.Ordinal));
        }

        text.ShouldNotContain("Payslate");
    }

    [Theory, Databases]
    public async Task Undo_before_it_leaves_leaves_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(6));

        (await UndoAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        (await DispatchAsync(house, world)).ShouldBe(0);

        Mails(house).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        await using var db = house.Open(world.System);
        (await db.Documents.CountAsync()).ShouldBe(0);
        (await db.Orders.SingleAsync()).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Approved), o => o.SendState.ShouldBe(SendState.None));
        (await db.IntegrationQueue.SingleAsync()).Status.ShouldBe(QueueStatus.Cancelled);
        (await db.ActivityLogs.CountAsync(l => l.EntityType == nameof(Order))).ShouldBeGreaterThan(1);
    }

    [Theory, Databases]
    public async Task Undo_after_it_left_is_refused(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        await DispatchAsync(house, world);
        (await UndoAsync(house, world, order.Id)).Failure.ShouldBe(OrderFailures.AlreadySent);
    }

    [Theory, Databases]
    public async Task After_an_undo_the_order_can_be_forwarded_again(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        await UndoAsync(house, world, order.Id);
        (await ForwardAsync(house, world, order.Id)).Succeeded.ShouldBeTrue();
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        (await DispatchAsync(house, world)).ShouldBe(1);
        Mails(house).Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_manufacturer_without_contacts_gets_nothing_and_the_coordinator_is_told(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, withContact: false);
        var order = await world.OrderAsync(null, Submit, Approve);
        (await ForwardAsync(house, world, order.Id)).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.NoContactRule);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.CountAsync()).ShouldBe(0);
        (await db.Orders.SingleAsync()).Status.ShouldBe(OrderStatus.Approved);
    }

    [Theory, Databases]
    public async Task A_refusing_mail_server_is_tried_again_with_growing_pauses_and_then_becomes_a_task(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, Smtp(smtp));
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        smtp.FailNext(SmtpFault.TryLater, 5);
        foreach (var pause in new[] { 10, 30, 120, 480, 1920 })
        {
            house.Clock.Advance(TimeSpan.FromSeconds(pause - 1));
            await DispatchAsync(house, world);
            await using var before = house.Open(world.System);
            (await before.Orders.SingleAsync()).SendState.ShouldBe(SendState.Waiting);
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            await DispatchAsync(house, world);
        }

        await using (var db = house.Open(world.System))
        {
            var failed = await db.Orders.SingleAsync();
            (failed.Status, failed.SendState, failed.Section).ShouldBe((OrderStatus.ReadyToSend, SendState.Failed, QueueSection.RequiresAction));
            (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldContain("could not be sent");
        }

        (await house.AsAsync<OrderForwarding, Result>(world.Ashley, f => f.RetryAsync(order.Id))).Succeeded.ShouldBeTrue();
        (await DispatchAsync(house, world)).ShouldBe(1);
        smtp.Messages.ShouldHaveSingleItem().To.ShouldBe(["orders@corvane.example", "cc@corvane.example"]);
    }

    [Theory, Databases]
    public async Task A_refused_address_is_not_tried_again(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, Smtp(smtp));
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        smtp.FailNext(SmtpFault.UnknownRecipient);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchAsync(house, world);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync()).ShouldSatisfyAllConditions(q => q.Status.ShouldBe(QueueStatus.Failed), q => q.Attempts.ShouldBe(1));
    }

    [Theory, Databases]
    public async Task A_message_that_one_address_refuses_has_left_for_the_others_and_is_not_sent_again(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, Smtp(smtp));
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        smtp.FailNext(SmtpFault.FirstRecipientUnknown);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchAsync(house, world);
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
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite, Smtp(smtp));
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await ForwardAsync(house, world, order.Id);
        smtp.FailNext(fault);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchAsync(house, world);
        house.Clock.Advance(TimeSpan.FromHours(5));
        await DispatchAsync(house, world);
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
        await ForwardAsync(house, world, order.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await DispatchAsync(house, world);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync()).ShouldSatisfyAllConditions(q => q.Status.ShouldBe(QueueStatus.Pending), q => q.Attempts.ShouldBe(1));
    }

    [Theory, Databases]
    public async Task A_message_whose_node_died_while_sending_is_never_sent_twice(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, Smtp(smtp));
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var item = (await ForwardAsync(house, world, order.Id)).Value!.QueueItemId;
        await ClaimAndDieAsync(house, world, item);

        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await DispatchAsync(house, world);
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
        var item = (await ForwardAsync(house, world, order.Id)).Value!.QueueItemId;
        await ClaimAndDieAsync(house, world, item);
        Directory.CreateDirectory(house.MailFolder);
        await File.WriteAllTextAsync(Path.Combine(house.MailFolder, $"{item:N}.eml"), "it left");

        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await DispatchAsync(house, world);
        (await File.ReadAllTextAsync(Mails(house).ShouldHaveSingleItem())).ShouldBe("it left");
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
            await ForwardAsync(house, world, order.Id);
            house.Clock.Advance(TimeSpan.FromSeconds(10));
            var before = Mails(house).Length;
            var undo = UndoAsync(house, world, order.Id);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => DispatchAsync(house, world)));
            var undone = (await undo).Succeeded;
            await using var db = house.Open(world.System);
            var status = (await db.Orders.SingleAsync(o => o.Id == order.Id)).Status;
            var left = Mails(house).Length - before;
            (undone, status, left).ShouldBeOneOf((true, OrderStatus.Approved, 0), (false, OrderStatus.SentToManufacturer, 1));
        }
    }

    [Theory, Databases]
    public async Task Two_coordinators_who_forward_at_once_queue_one_message(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ForwardAsync(house, world, order.Id)));
        results.Count(r => r.Succeeded).ShouldBe(1);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.CountAsync()).ShouldBe(1);
        Directory.GetFiles(Path.Combine(house.Folder, "documents"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Only_a_coordinator_forwards(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var viewer = world.CallOf(Role.Viewer);
        (await house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(viewer, f => f.ForwardAsync(order.Id))).Failure.ShouldBeOfType<Failure.Forbidden>();
        (await house.AsAsync<OrderForwarding, Result>(viewer, f => f.RetryAsync(order.Id))).Failure.ShouldBeOfType<Failure.Forbidden>();
    }

    private static async Task ClaimAndDieAsync(House house, World world, Guid itemId)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync(q => q.Id == itemId)).Claim(house.Clock.Now, TimeSpan.FromMinutes(5));
        await db.SaveChangesAsync();
    }

    private static Dictionary<string, string> Smtp(SmtpServer server) =>
        new() { ["Mail:SmtpHost"] = server.Host, ["Mail:SmtpPort"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Mail:UseTls"] = "false" };

    private static string[] Mails(House house) => Directory.Exists(house.MailFolder) ? Directory.GetFiles(house.MailFolder, "*.eml") : [];

    private static Task<Result<ForwardedOrder>> ForwardAsync(House house, World world, Guid id) => house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(world.Ashley, f => f.ForwardAsync(id));

    private static Task<Result> UndoAsync(House house, World world, Guid id) => house.AsAsync<OrderForwarding, Result>(world.Ashley, f => f.UndoAsync(id));

    private static Task<int> DispatchAsync(House house, World world) => house.AsAsync<OutboxDispatcher, int>(world.System, d => d.DispatchDueAsync());
}
