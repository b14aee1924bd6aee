using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Integrations;

public sealed class OutboxServiceTests
{
    [Theory, Databases]
    public async Task Every_try_is_kept_with_its_time_outcome_and_words(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        var order = await house.ForwardedAsync(world);
        smtp.FailNext(SmtpFault.TryLater);
        smtp.FailNext(SmtpFault.Refused);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.DispatchAsync(world);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await house.DispatchAsync(world);
        var item = await house.ItemOfAsync(world, order.Id);
        (await house.OutboxAsync(world, o => o.RetryAsync(item.Id))).Succeeded.ShouldBeTrue();
        (await house.DispatchAsync(world)).ShouldBe(1);
        var details = await DetailsAsync(house, world, item.Id);
        details.Attempts.Select(a => (a.Number, a.Outcome)).ShouldBe([(1, AttemptOutcome.TryLater), (2, AttemptOutcome.Refused), (1, AttemptOutcome.Sent)]);
        details.Attempts[0].Words!.ShouldContain("Try again later");
        details.Attempts.ShouldAllBe(a => a.Addresses.SequenceEqual(new[] { "orders@corvane.example", "cc@corvane.example" }));
    }

    [Theory, Databases]
    public async Task A_waiting_message_goes_to_other_addresses_at_its_time(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.ForwardedAsync(world);
        var item = await house.ItemOfAsync(world, order.Id);
        (await house.OutboxAsync(world, o => o.ReaddressAsync(item.Id, new(["other@corvane.example"], [])))).Succeeded.ShouldBeTrue();
        (await house.DispatchAsync(world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.MailAsync()).ShouldContain("To: other@corvane.example");
        await using var db = house.Open(world.System);
        (await db.ManufacturerContacts.SingleAsync()).PrimaryRecipients.ShouldBe(["orders@corvane.example"]);
    }

    [Theory, Databases]
    public async Task A_wrong_address_is_refused_with_words_and_nothing_changes(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.ForwardedAsync(world);
        var item = await house.ItemOfAsync(world, order.Id);
        var refused = (await house.OutboxAsync(world, o => o.ReaddressAsync(item.Id, new(["orders(at)corvane.example"], ["x@y"], KeepForManufacturer: true)))).Failure.ShouldBeOfType<Failure.Invalid>();
        refused.Fields["To"].ShouldBe(["“orders(at)corvane.example” is not an e-mail address. Write it like orders@company.com."]);
        refused.Fields["Cc"].ShouldBe(["“x@y” lacks the end of its domain. Write it like x@y.com."]);
        (await house.ItemOfAsync(world, order.Id)).Version.ShouldBe(item.Version);
    }

    [Theory, Databases]
    public async Task What_has_left_is_neither_cancelled_nor_sent_again(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var item = await house.ItemOfAsync(world, (await house.SentAsync(world)).Id);
        (await house.OutboxAsync(world, o => o.CancelAsync(item.Id))).Failure.ShouldBe(OrderFailures.AlreadySent);
        (await house.OutboxAsync(world, o => o.RetryAsync(item.Id))).Failure.ShouldBe(OutboxFailures.Gone);
        (await house.OutboxAsync(world, o => o.ReaddressAsync(item.Id, new(["a@b.example"], [])))).Failure.ShouldBe(OutboxFailures.Gone);
        house.Mails().Length.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Cancelling_makes_the_order_approved_again_and_is_recorded(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.ForwardedAsync(world);
        var item = await house.ItemOfAsync(world, order.Id);
        (await house.OutboxAsync(world, o => o.CancelAsync(item.Id))).Succeeded.ShouldBeTrue();
        (await house.OutboxAsync(world, o => o.CancelAsync(item.Id))).Failure.ShouldBe(OutboxFailures.Cancelled);
        (await house.OrderOfAsync(world, order.Id)).Status.ShouldBe(OrderStatus.Approved);
        await using var db = house.Open(world.System);
        (await db.ActivityLogs.SingleAsync(l => l.Action == "outbox.cancelled")).ShouldSatisfyAllConditions(l => l.UserId.ShouldBe(world.Coordinator.Id), l => l.EntityId.ShouldBe(item.Id));
    }

    [Theory, Databases]
    public async Task Only_a_coordinator_of_the_tenant_works_on_its_outbox(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var item = await house.ItemOfAsync(acme, (await house.ForwardedAsync(acme)).Id);
        foreach (var role in new[] { Role.Viewer, Role.Provider, Role.FacilityManager, Role.SalesRep })
        {
            (await house.AsAsync<OutboxService, Result>(acme.CallOf(role), o => o.CancelAsync(item.Id))).Failure.ShouldBe(OutboxFailures.NotYours);
            (await house.AsAsync<OutboxService, Result>(acme.CallOf(role), o => o.RetryAsync(item.Id))).Failure.ShouldBe(OutboxFailures.NotYours);
            (await house.AsAsync<OutboxService, Result>(acme.CallOf(role), o => o.ReaddressAsync(item.Id, new(["a@b.example"], [], true)))).Failure.ShouldBe(OutboxFailures.NotYours);
        }

        (await house.OutboxAsync(bluebird, o => o.CancelAsync(item.Id))).Failure.ShouldBe(OutboxFailures.NotFound);
        (await house.OutboxAsync(bluebird, o => o.RetryAsync(item.Id))).Failure.ShouldBe(OutboxFailures.NotFound);
        (await house.AsAsync<OutboxQueries, OutboxDetails?>(bluebird.Ashley, q => q.GetAsync(item.Id))).ShouldBeNull();
        (await house.AsAsync<OutboxQueries, OutboxList>(bluebird.Ashley, q => q.ListAsync(new()))).Total.ShouldBe(0);
        (await house.AsAsync<OutboxQueries, OutboxList>(acme.CallOf(Role.Provider), q => q.ListAsync(new()))).Total.ShouldBe(0);
        (await house.AsAsync<OutboxQueries, OutboxDetails?>(acme.CallOf(Role.Provider), q => q.GetAsync(item.Id))).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task The_count_of_each_tab_is_the_length_of_its_list_under_every_filter(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await World.BuildAsync(house);
        await house.SentAsync(world);
        await house.SentAsync(world);
        smtp.FailNext(SmtpFault.Refused);
        await house.SentAsync(world);
        smtp.FailNext(SmtpFault.TryLater);
        await house.SentAsync(world);
        var gone = await house.ForwardedAsync(world);
        await house.UndoAsync(world, gone.Id);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.ForwardedAsync(world);
        await using (var db = house.Open(world.System))
        {
            (await db.IntegrationQueue.OrderBy(q => q.Id).LastAsync(q => q.Status == QueueStatus.Completed)).Bounce("came back", house.Clock.Now);
            await db.SaveChangesAsync();
        }

        var today = DateOnly.FromDateTime(house.Clock.Now.UtcDateTime);
        List<Dictionary<OutboxTab, int>> seen = [];
        foreach (var filter in new OutboxFilter[] { new(), new() { Day = today }, new() { Day = today.AddDays(-1) }, new() { Kind = QueueType.VerificationRequest }, new() { ManufacturerId = world.Manufacturer.Id }, new() { ManufacturerId = Guid.NewGuid() } })
        {
            var counts = await house.AsAsync<OutboxQueries, OutboxCounts>(world.Ashley, q => q.CountsAsync(filter));
            foreach (var tab in Enum.GetValues<OutboxTab>())
            {
                var list = await house.AsAsync<OutboxQueries, OutboxList>(world.Ashley, q => q.ListAsync(filter with { Tab = tab }));
                (list.Total, list.Rows.Count).ShouldBe((counts[tab], counts[tab]), $"{tab} {filter}");
            }

            seen.Add(counts.ByTab.ToDictionary());
        }

        seen[0].ShouldBe(new Dictionary<OutboxTab, int> { [OutboxTab.Waiting] = 2, [OutboxTab.Sending] = 0, [OutboxTab.Failed] = 2, [OutboxTab.Sent] = 1, [OutboxTab.Cancelled] = 1 }, ignoreOrder: true);
        seen[1].ShouldBe(new Dictionary<OutboxTab, int> { [OutboxTab.Waiting] = 1, [OutboxTab.Sending] = 0, [OutboxTab.Failed] = 1, [OutboxTab.Sent] = 0, [OutboxTab.Cancelled] = 0 }, ignoreOrder: true);
        seen[3].Values.Sum().ShouldBe(0);
        seen[4].ShouldBe(seen[0], ignoreOrder: true);
    }

    [Theory, Databases]
    public async Task A_message_is_shown_as_it_leaves_with_its_files_and_orders(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        var order = await house.ForwardedAsync(world);
        var details = await DetailsAsync(house, world, (await house.ItemOfAsync(world, order.Id)).Id);
        details.Mail.Subject.ShouldBe($"Order {order.OrderNumber} from acme distribution");
        details.Attachments.ShouldHaveSingleItem().FileName.ShouldBe($"{order.OrderNumber}.pdf");
        details.Orders.ShouldHaveSingleItem().Number.ShouldBe(order.OrderNumber);
        details.ContactNote.ShouldBe("Susan for rush");
        (details.NoCancel, details.NoRetry).ShouldBe((null, null));
        OutboxWords.WaitsFor(details.Row, house.Clock.Now, world.Tenant.Zone).ShouldBe("leaves in 10 s");
    }

    private static async Task<OutboxDetails> DetailsAsync(House house, World world, Guid id) =>
        (await house.AsAsync<OutboxQueries, OutboxDetails?>(world.Ashley, q => q.GetAsync(id))).ShouldNotBeNull();
}
