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

        var forwarded = await house.ForwardAsync(world, order.Id);
        forwarded.Value!.To.ShouldBe(["orders@corvane.example"]);
        (await house.DispatchAsync(world)).ShouldBe(0);
        house.Mails().ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.DispatchAsync(world)).ShouldBe(0);
        var mail = File.ReadAllText(house.Mails().ShouldHaveSingleItem(), Encoding.Latin1);
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
        await house.ForwardAsync(world, order.Id);

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
        await house.ForwardAsync(world, order.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(6));

        (await house.UndoAsync(world, order.Id)).Succeeded.ShouldBeTrue();
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        (await house.DispatchAsync(world)).ShouldBe(0);

        house.Mails().ShouldBeEmpty();
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
        await house.ForwardAsync(world, order.Id);
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        await house.DispatchAsync(world);
        (await house.UndoAsync(world, order.Id)).Failure.ShouldBe(OrderFailures.AlreadySent);
    }

    [Theory, Databases]
    public async Task After_an_undo_the_order_can_be_forwarded_again(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        await house.ForwardAsync(world, order.Id);
        await house.UndoAsync(world, order.Id);
        (await house.ForwardAsync(world, order.Id)).Succeeded.ShouldBeTrue();
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        (await house.DispatchAsync(world)).ShouldBe(1);
        house.Mails().Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_manufacturer_without_contacts_gets_nothing_and_the_coordinator_is_told(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, withContact: false);
        var order = await world.OrderAsync(null, Submit, Approve);
        (await house.ForwardAsync(world, order.Id)).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.NoContactRule);
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.CountAsync()).ShouldBe(0);
        (await db.Orders.SingleAsync()).Status.ShouldBe(OrderStatus.Approved);
    }

    [Theory, Databases]
    public async Task Two_coordinators_who_forward_at_once_queue_one_message(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.ForwardAsync(world, order.Id)));
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
}
