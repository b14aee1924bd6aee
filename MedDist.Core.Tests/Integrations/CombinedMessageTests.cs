using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Integrations;

public sealed class CombinedMessageTests
{
    [Theory, Databases]
    public async Task Orders_of_one_manufacturer_wait_for_their_time_and_leave_in_one_message(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house);
        var (first, second, third) = (await house.ForwardedAsync(world), await house.ForwardedAsync(world), await house.ForwardedAsync(world));
        house.Clock.Advance(TimeSpan.FromSeconds(20));
        (await house.DispatchAsync(world)).ShouldBe(0);

        house.Clock.Advance((await house.ItemOfAsync(world, first.Id)).ProcessAfter - house.Clock.Now);
        (await house.DispatchAsync(world)).ShouldBe(1);
        var mail = await house.MailAsync();
        mail.ShouldContain($"Subject: 3 orders from acme distribution: {first.OrderNumber}");
        var body = MimeText.Parse(mail).AllParts().First(p => p.MediaType == "text/plain").DecodedBody();
        foreach (var order in new[] { first, second, third })
        {
            body.ShouldContain($"{order.OrderNumber}, wanted by 21 June 2026");
            mail.ShouldContain($"{order.OrderNumber}.pdf");
            (await house.OrderOfAsync(world, order.Id)).Status.ShouldBe(OrderStatus.SentToManufacturer);
        }

        (mail + body).ShouldNotContain("Jane");
        await using var db = house.Open(world.System);
        var items = await db.IntegrationQueue.ToListAsync();
        items.Select(q => q.MessageId).Distinct().ShouldHaveSingleItem();
        items.ShouldAllBe(q => q.MessageSize == 3);
        Path.GetFileNameWithoutExtension(house.Mails().Single()).ShouldBe(items[0].MessageId.ToString("N"));
    }

    [Theory, Databases]
    public async Task A_rush_order_never_waits(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house);
        await house.ForwardedAsync(world);
        var rush = await house.ForwardedAsync(world, OrderType.Rush);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.MailAsync()).ShouldContain($"Subject: RUSH order {rush.OrderNumber} from");
    }

    [Theory, Databases]
    public async Task Each_order_can_be_taken_back_until_the_message_leaves(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house);
        var (stays, goesBack) = (await house.ForwardedAsync(world), await house.ForwardedAsync(world));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        (await house.UndoAsync(world, goesBack.Id)).Succeeded.ShouldBeTrue();
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.MailAsync()).ShouldContain($"Subject: Order {stays.OrderNumber} from");
        (await house.OrderOfAsync(world, goesBack.Id)).Status.ShouldBe(OrderStatus.Approved);
        (await house.UndoAsync(world, stays.Id)).Failure.ShouldBe(OrderFailures.AlreadySent);
    }

    [Theory, Databases]
    public async Task A_refused_message_fails_all_its_orders_with_one_notification_and_is_tried_again_as_a_whole(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await CombiningAsync(house);
        var (first, second) = (await house.ForwardedAsync(world), await house.ForwardedAsync(world));
        smtp.FailNext(SmtpFault.Refused);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.DispatchAsync(world);
        foreach (var order in new[] { first, second })
        {
            (await house.OrderOfAsync(world, order.Id)).ShouldSatisfyAllConditions(o => o.SendState.ShouldBe(SendState.Failed), o => o.Section.ShouldBe(QueueSection.RequiresAction));
        }

        await using (var db = house.Open(world.System))
        {
            (await db.Notifications.SingleAsync(n => n.UserId == world.Coordinator.Id)).Title.ShouldBe("2 orders to Corvane Biologics could not be sent");
        }

        var message = (await house.ItemOfAsync(world, first.Id)).MessageId;
        (await house.AsAsync<OrderForwarding, Result>(world.Ashley, f => f.RetryAsync(second.Id))).Succeeded.ShouldBeTrue();
        (await house.DispatchAsync(world)).ShouldBe(1);
        smtp.Messages.ShouldHaveSingleItem().Raw.ShouldContain($"<{message:N}@meddist.example>");
        (await house.OrderOfAsync(world, first.Id)).Status.ShouldBe(OrderStatus.SentToManufacturer);
        (await house.OrderOfAsync(world, second.Id)).Status.ShouldBe(OrderStatus.SentToManufacturer);
    }

    [Theory, Databases]
    public async Task A_message_whose_node_died_has_left_with_all_its_orders_or_with_none(DatabaseProvider provider)
    {
        foreach (var left in new[] { true, false })
        {
            await using var house = await House.OpenAsync(provider);
            var world = await CombiningAsync(house);
            var orders = new[] { await house.ForwardedAsync(world), await house.ForwardedAsync(world) };
            house.Clock.Advance(TimeSpan.FromHours(1));
            var message = await ClaimAndDieAsync(house, world);
            if (left)
            {
                Directory.CreateDirectory(house.MailFolder);
                await File.WriteAllTextAsync(Path.Combine(house.MailFolder, $"{message:N}.eml"), "it left");
            }

            house.Clock.Advance(TimeSpan.FromMinutes(6));
            await house.DispatchAsync(world);
            foreach (var order in orders)
            {
                (await house.OrderOfAsync(world, order.Id)).Status.ShouldBe(left ? OrderStatus.SentToManufacturer : OrderStatus.ReadyToSend);
            }

            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.DispatchAsync(world);
            (await house.MailAsync()).Contains("it left", StringComparison.Ordinal).ShouldBe(left);
            (await house.OrderOfAsync(world, orders[1].Id)).Status.ShouldBe(OrderStatus.SentToManufacturer);
        }
    }

    [Theory, Databases]
    public async Task Eight_nodes_send_a_combined_message_once(DatabaseProvider provider)
    {
        await using var smtp = new SmtpServer();
        await using var house = await House.OpenAsync(provider, smtp.Settings());
        var world = await CombiningAsync(house);
        for (var i = 0; i < 12; i++)
        {
            await house.ForwardedAsync(world);
        }

        house.Clock.Advance(TimeSpan.FromHours(1));
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.DispatchAsync(world)));
        sent.Sum().ShouldBe(1);
        smtp.Messages.ShouldHaveSingleItem().Raw.ShouldContain("12 orders from acme distribution");
    }

    [Theory, Databases]
    public async Task The_plan_says_before_sending_when_and_with_how_many_it_leaves(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house);
        await house.ForwardedAsync(world);
        await house.ForwardedAsync(world);
        var next = await world.OrderAsync(null, Submit, Approve);
        var plan = await house.AsAsync<ForwardPlans, ForwardPlan?>(world.Ashley, p => p.ForAsync(next.Id));
        plan!.ShouldSatisfyAllConditions(p => p.WaitsForOthers.ShouldBeTrue(), p => p.Others.ShouldBe(2));
        var forwarded = await house.ForwardAsync(world, next.Id);
        forwarded.Value!.LeavesAt.ShouldBe(plan!.LeavesAt);
        forwarded.Value.UndoUntil.ShouldBe(house.Clock.Now.AddSeconds(10));
    }

    [Theory, Databases]
    public async Task Sending_now_takes_one_out_of_the_waiting_ones(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house);
        var (waits, now) = (await house.ForwardedAsync(world), await house.ForwardedAsync(world));
        var item = await house.ItemOfAsync(world, now.Id);
        (await house.OutboxAsync(world, o => o.RetryAsync(item.Id))).Succeeded.ShouldBeTrue();
        (await house.DispatchAsync(world)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.MailAsync()).ShouldContain($"Subject: Order {now.OrderNumber} from");
        (await house.OrderOfAsync(world, waits.Id)).Status.ShouldBe(OrderStatus.ReadyToSend);
    }

    [Theory, Databases]
    public async Task When_the_settings_change_what_waits_gets_its_new_time(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house);
        var order = await house.ForwardedAsync(world);
        house.Clock.Advance(TimeSpan.FromSeconds(20));
        var settings = (await house.AsAsync<ManufacturerQueries, ManufacturerDetails?>(world.Ashley, q => q.GetAsync(world.Manufacturer.Id)))!.Settings;
        (await house.AsAsync<ManufacturerService, Result>(world.Ashley, s => s.SaveSettingsAsync(world.Manufacturer.Id, settings with { Combine = CombineOrders.Immediately }))).Failure.ShouldBeNull();
        (await house.DispatchAsync(world)).ShouldBe(1);
        (await house.OrderOfAsync(world, order.Id)).Status.ShouldBe(OrderStatus.SentToManufacturer);
    }

    [Theory, Databases]
    public async Task When_the_desk_closes_a_day_what_waits_for_its_cut_off_waits_for_the_next_open_day(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await CombiningAsync(house, CombineOrders.AtCutOff);
        var order = await house.ForwardedAsync(world);
        var cutOff = new DateTimeOffset(2026, 6, 15, 19, 50, 0, TimeSpan.Zero);
        (await house.ItemOfAsync(world, order.Id)).ProcessAfter.ShouldBe(cutOff);

        var seen = await house.AsAsync<CalendarService, CalendarDetails>(world.Ashley, s => s.GetAsync());
        var closed = seen.Calendar with { ClosedDays = [new(new(2026, 6, 15), "Burst pipe")] };
        (await house.AsAsync<CalendarService, Result<int>>(world.Ashley, s => s.SetAsync(new(closed, seen.Version)))).Failure.ShouldBeNull();

        (await house.ItemOfAsync(world, order.Id)).ProcessAfter.ShouldBe(cutOff.AddDays(1));
        var next = await world.OrderAsync(null, Submit, Approve);
        (await house.AsAsync<ForwardPlans, ForwardPlan?>(world.Ashley, p => p.ForAsync(next.Id)))!.ShouldSatisfyAllConditions(p => p.LeavesAt.ShouldBe(cutOff.AddDays(1)), p => p.Others.ShouldBe(1));
        (await house.ForwardAsync(world, next.Id)).Value!.LeavesAt.ShouldBe(cutOff.AddDays(1));
    }

    private static async Task<World> CombiningAsync(House house, CombineOrders combine = CombineOrders.EveryFewMinutes)
    {
        var world = await World.BuildAsync(house);
        await using var db = house.Open(world.System);
        var settings = await db.ManufacturerSettings.SingleAsync();
        settings.Configure(new() { LeadTimeDays = 1, CutOff = new(15, 0), Combine = combine, CombineMinutes = 30 });
        await db.SaveChangesAsync();
        return world;
    }

    private static async Task<Guid> ClaimAndDieAsync(House house, World world)
    {
        await using var db = house.Open(world.System);
        var message = Guid.CreateVersion7();
        var items = await db.IntegrationQueue.ToListAsync();
        foreach (var item in items)
        {
            item.Claim(house.Clock.Now, TimeSpan.FromMinutes(5));
            item.Join(message, items.Count);
        }

        await db.SaveChangesAsync();
        return message;
    }
}
