using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Integrations;

public sealed class BounceTests
{
    [Theory, Databases]
    public async Task A_message_that_comes_back_makes_its_sent_order_a_task_again(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        (await ReadAsync(house, await ReportAsync(house, world, order))).ShouldBe(new BounceReading(1, 0));

        (await house.ItemOfAsync(world, order.Id)).ShouldSatisfyAllConditions(
            q => q.Status.ShouldBe(QueueStatus.Bounced), q => q.ErrorMessage.ShouldBe("Came back from orders@corvane.example: 550 5.1.1 User unknown."));
        (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(
            o => o.Status.ShouldBe(OrderStatus.SentToManufacturer), o => o.SendState.ShouldBe(SendState.Failed), o => o.Section.ShouldBe(QueueSection.RequiresAction),
            o => o.SendError!.ShouldContain("User unknown"));
        await using var db = house.Open(world.System);
        (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldBe($"{order.OrderNumber} did not arrive");
        (await db.SendAttempts.SingleAsync(a => a.Outcome == AttemptOutcome.Bounced)).Addresses.ShouldBe(["orders@corvane.example"]);
        Directory.GetFiles(Folder(house)).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(Folder(house), "processed")).Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task The_same_report_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        var report = await ReportAsync(house, world, order);
        await ReadAsync(house, report);
        var version = (await house.OrderOfAsync(world, order.Id)).Version;
        await ReadAsync(house, report, report);
        (await house.OrderOfAsync(world, order.Id)).Version.ShouldBe(version);
        await using var db = house.Open(world.System);
        (await db.Notifications.CountAsync(n => n.UserId == world.Coordinator.Id)).ShouldBe(1);
        (await db.SendAttempts.CountAsync()).ShouldBe(2);
        Directory.GetFiles(Path.Combine(Folder(house), "processed")).Length.ShouldBe(3);
    }

    [Theory, Databases]
    public async Task Readers_at_once_take_a_report_in_once(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        var report = DeliveryReport.Parse(await ReportAsync(house, world, order))!;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => house.AsAsync<BounceService, bool>(world.System, b => b.TakeAsync(report))));
        await using var db = house.Open(world.System);
        (await db.Notifications.CountAsync(n => n.UserId == world.Coordinator.Id)).ShouldBe(1);
        (await db.SendAttempts.CountAsync(a => a.Outcome == AttemptOutcome.Bounced)).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_late_message_is_only_noted(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        var item = await house.ItemOfAsync(world, order.Id);
        await ReadAsync(house, OutboxHouse.ReportOn(item.MessageId, "orders@corvane.example", "delayed", "4.4.1", "smtp; connect timed out"));
        (await house.ItemOfAsync(world, order.Id)).Status.ShouldBe(QueueStatus.Completed);
        (await house.OrderOfAsync(world, order.Id)).SendState.ShouldBe(SendState.Sent);
        await using var db = house.Open(world.System);
        (await db.SendAttempts.SingleAsync(a => a.Outcome == AttemptOutcome.Delayed)).Words.ShouldBe("connect timed out");
        (await db.Notifications.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_message_that_still_reached_somebody_is_noted_and_the_coordinator_told(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        var item = await house.ItemOfAsync(world, order.Id);
        await ReadAsync(house, OutboxHouse.ReportOn(item.MessageId, "cc@corvane.example"));
        (await house.ItemOfAsync(world, order.Id)).ShouldSatisfyAllConditions(q => q.Status.ShouldBe(QueueStatus.Completed), q => q.ErrorMessage!.ShouldContain("cc@corvane.example"));
        (await house.OrderOfAsync(world, order.Id)).SendState.ShouldBe(SendState.Sent);
        await using var db = house.Open(world.System);
        (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldBe($"{order.OrderNumber} did not reach everybody");
    }

    [Theory, Databases]
    public async Task A_bounced_order_is_sent_again_to_other_addresses_as_another_message(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        var first = await house.ItemOfAsync(world, order.Id);
        var report = await ReportAsync(house, world, order);
        await ReadAsync(house, report);
        (await house.OutboxAsync(world, o => o.ReaddressAsync(first.Id, new(["new@corvane.example"], [], KeepForManufacturer: true)))).Failure.ShouldBeNull();
        (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.ReadyToSend), o => o.SendState.ShouldBe(SendState.Waiting));
        (await house.DispatchAsync(world)).ShouldBe(1);
        house.Mails().Length.ShouldBe(2);
        var second = await house.ItemOfAsync(world, order.Id);
        second.MessageId.ShouldNotBe(first.MessageId);
        (await File.ReadAllTextAsync(Path.Combine(house.MailFolder, $"{second.MessageId:N}.eml"))).ShouldContain("To: new@corvane.example");

        // A late report about the first message says nothing about the second.
        await ReadAsync(house, OutboxHouse.ReportOn(first.MessageId, "cc@corvane.example"), report);
        (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.SentToManufacturer), o => o.SendState.ShouldBe(SendState.Sent));
        await using var db = house.Open(world.System);
        (await db.ManufacturerContacts.SingleAsync(c => c.ContactType == ContactType.Order)).ShouldSatisfyAllConditions(
            c => c.PrimaryRecipients.ShouldBe(["new@corvane.example"]), c => c.Notes.ShouldBe("Susan for rush"), c => c.UpdatedByUserId.ShouldBe(world.Coordinator.Id));
        (await db.ActivityLogs.SingleAsync(l => l.Action == "outbox.readdressed")).Changes.ShouldContain(c => c.Field == "To" && c.After == "new@corvane.example");
    }

    [Theory, Databases]
    public async Task A_bounced_order_can_be_taken_back_and_its_form_is_kept(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        await ReadAsync(house, await ReportAsync(house, world, order));
        (await house.UndoAsync(world, order.Id)).Failure.ShouldBeNull();
        (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(
            o => o.Status.ShouldBe(OrderStatus.Approved), o => o.SendState.ShouldBe(SendState.None), o => o.ManufacturerSubmittedAt.ShouldBeNull());
        (await house.ItemOfAsync(world, order.Id)).Status.ShouldBe(QueueStatus.Cancelled);
        await using var db = house.Open(world.System);
        (await db.Documents.CountAsync()).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task An_order_that_the_manufacturer_has_confirmed_stays_confirmed(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(OrderAction.Confirm)))).Succeeded.ShouldBeTrue();
        await ReadAsync(house, await ReportAsync(house, world, order));
        (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Confirmed), o => o.SendState.ShouldBe(SendState.Sent));
        var item = await house.ItemOfAsync(world, order.Id);
        item.Status.ShouldBe(QueueStatus.Bounced);
        (await house.OutboxAsync(world, o => o.RetryAsync(item.Id))).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.WrongStatusRule);
        (await house.OutboxAsync(world, o => o.CancelAsync(item.Id))).Succeeded.ShouldBeTrue();
        (await house.OrderOfAsync(world, order.Id)).Status.ShouldBe(OrderStatus.Confirmed);
    }

    [Theory, Databases]
    public async Task A_bounced_order_that_is_confirmed_by_telephone_is_no_failed_send_any_more(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.SentAsync(world);
        await ReadAsync(house, await ReportAsync(house, world, order));
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(order.Id, new(OrderAction.Confirm)))).Succeeded.ShouldBeTrue();
        (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(o => o.SendState.ShouldBe(SendState.Sent), o => o.SendError.ShouldBeNull(), o => o.Section.ShouldBe(QueueSection.WithManufacturer));
    }

    [Theory, Databases]
    public async Task A_combined_message_that_comes_back_fails_all_its_orders_once(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await using (var db = house.Open(world.System))
        {
            (await db.ManufacturerSettings.SingleAsync()).Configure(new() { LeadTimeDays = 1, CutOff = new(15, 0), Combine = CombineOrders.EveryFewMinutes });
            await db.SaveChangesAsync();
        }

        var orders = new[] { await house.ForwardedAsync(world), await house.ForwardedAsync(world) };
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.DispatchAsync(world);
        await ReadAsync(house, await ReportAsync(house, world, orders[0]));
        foreach (var order in orders)
        {
            (await house.OrderOfAsync(world, order.Id)).SendState.ShouldBe(SendState.Failed);
        }

        await using var after = house.Open(world.System);
        (await after.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldBe("2 orders to Corvane Biologics did not arrive");
    }

    [Theory, Databases]
    public async Task An_ivr_request_that_comes_back_puts_its_case_back(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var world = await World.BuildAsync(house, requires: new VerificationRequirement(VerificationType.Insurance, VerificationFrequency.Annual));
        var order = await world.OrderAsync();
        await house.AsAsync<VerificationRequestService, Result>(world.Ashley, s => s.RequestForOrderAsync(order.Id));
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        await ReadAsync(house, await ReportAsync(house, world, order));
        await using var db = house.Open(world.System);
        (await db.Verifications.SingleAsync()).Status.ShouldBe(VerificationStatus.Pending);
        (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldBe($"The IVR request for {order.OrderNumber} did not arrive");
    }

    [Theory, Databases]
    public async Task Reports_find_their_tenant_and_others_are_set_aside(DatabaseProvider provider)
    {
        await using var house = await OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var (mine, theirs) = (await house.SentAsync(acme), await house.SentAsync(bluebird));
        var reading = await ReadAsync(house, await ReportAsync(house, bluebird, theirs), OutboxHouse.ReportOn(Guid.CreateVersion7(), "orders@corvane.example"), "Subject: Out of office\n\nAway.");
        reading.ShouldBe(new BounceReading(1, 2));
        (await house.OrderOfAsync(acme, mine.Id)).SendState.ShouldBe(SendState.Sent);
        (await house.OrderOfAsync(bluebird, theirs.Id)).SendState.ShouldBe(SendState.Failed);
        Directory.GetFiles(Path.Combine(Folder(house), "unreadable")).Length.ShouldBe(2);
        (await house.AsAsync<BounceService, bool>(acme.System, b => b.TakeAsync(DeliveryReport.Parse(OutboxHouse.ReportOn(Guid.CreateVersion7(), "x@y.example"))!))).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_folder_nothing_is_read()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        (await house.Services.GetRequiredService<BounceReader>().ReadAsync()).ShouldBe(new BounceReading(0, 0));
    }

    private static Task<House> OpenAsync(DatabaseProvider provider) =>
        House.OpenAsync(provider, new Dictionary<string, string> { ["Mail:BounceFolder"] = Directory.CreateTempSubdirectory("meddist-returned-").FullName });

    private static string Folder(House house) => house.Services.GetRequiredService<BounceSettings>().Folder!;

    private static async Task<string> ReportAsync(House house, World world, Order order) => OutboxHouse.ReportOn((await house.ItemOfAsync(world, order.Id)).MessageId, "orders@corvane.example");

    private static async Task<BounceReading> ReadAsync(House house, params string[] reports)
    {
        foreach (var report in reports)
        {
            await File.WriteAllTextAsync(Path.Combine(Folder(house), $"{Guid.CreateVersion7():N}.eml"), report);
        }

        return await house.Services.GetRequiredService<BounceReader>().ReadAsync();
    }
}
