using System.Text.RegularExpressions;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Documents.Uploads;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Manufacturers;

public sealed partial class ManufacturerReplyTests
{
    private static readonly Dictionary<string, string> Site = new() { ["Site:Url"] = "https://meddist.example/" };

    [Theory, Databases]
    public async Task The_link_is_in_the_mail_that_leaves_and_nowhere_else_in_clear(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, order, token) = await SentAsync(house);

        token.ShouldStartWith("acme.");
        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync()).Payload.Body.ShouldSatisfyAllConditions(b => b.ShouldNotContain(token), b => b.ShouldContain("[reply link "));
        var link = await db.ManufacturerReplyLinks.SingleAsync();
        (link.OrderId, link.TokenHash, link.Token).ShouldBe((order.Id, LinkToken.Read(token)!.Hash, token));
        (await db.Database.SqlQueryRaw<string>("SELECT \"Token\" AS \"Value\" FROM \"ManufacturerReplyLinks\"").SingleAsync()).ShouldNotContain(token[5..]);
        var view = (await ViewAsync(house, token)).ShouldNotBeNull();
        (view.OrderNumber, view.ManufacturerName, view.State).ShouldBe((order.OrderNumber, "Corvane Biologics", ReplyState.Open));
        System.Text.Json.JsonSerializer.Serialize(view).ShouldNotContain("Public", Case.Insensitive);
    }

    [Theory, Databases]
    public async Task Each_answer_counts_once_and_a_rejected_order_is_not_confirmed_by_the_link(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, order, token) = await SentAsync(house);

        (await DoAsync(house, token, (r, h) => r.ConfirmAsync(h, default))).Succeeded.ShouldBeTrue();
        (await DoAsync(house, token, (r, h) => r.ConfirmAsync(h, default))).Succeeded.ShouldBeTrue();
        (await StatusAsync()).ShouldBe(OrderStatus.Confirmed);
        (await DoAsync(house, token, (r, h) => r.RejectAsync(h, "Made up", null, default))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await DoAsync(house, token, (r, h) => r.RejectAsync(h, "Out of stock", "Back in June", default))).Succeeded.ShouldBeTrue();
        (await DoAsync(house, token, (r, h) => r.RejectAsync(h, "Out of stock", "Back in June", default))).Succeeded.ShouldBeTrue();
        (await DoAsync(house, token, (r, h) => r.ConfirmAsync(h, default))).Failure.ShouldBe(ReplyRules.Rejected);

        await using var db = house.Open(world.System);
        var events = await db.OrderEvents.Where(e => e.OrderId == order.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync();
        events.Select(e => e.Action).ShouldBe([Submit, Approve, Forward, MarkSent, Confirm, RejectByManufacturer]);
        (events[^1].ByName, events[^1].Comment).ShouldBe(("Corvane Biologics (reply link)", "Out of stock: Back in June"));
        (await db.Notifications.CountAsync(n => n.Type == "order.manufacturer_reply" && n.UserId == world.Coordinator.Id)).ShouldBe(2);
        (await db.ManufacturerReplies.Where(r => r.Act != ReplyAct.Viewed).Select(r => r.IpAddress).Distinct().ToListAsync()).ShouldBe(["10.1.2.3"]);
        (await db.ActivityLogs.Where(l => l.EntityId == order.Id && l.IpAddress == "10.1.2.3").CountAsync()).ShouldBe(2);
        (await db.Orders.SingleAsync()).Section.ShouldBe(QueueSection.RequiresAction);

        async Task<OrderStatus> StatusAsync() => (await house.AsAsync<OrderQueries, OrderRow?>(world.Ashley, q => q.FindAsync(order.Id)))!.Status;
    }

    [Theory, Databases]
    public async Task Two_answers_at_once_are_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, order, token) = await SentAsync(house);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RaceAsync()));

        done.ShouldAllBe(d => d.Succeeded);
        await using var db = house.Open(world.System);
        (await db.OrderEvents.CountAsync(e => e.OrderId == order.Id && e.Action == Confirm)).ShouldBe(1);
        (await db.ManufacturerReplies.CountAsync(r => r.Act == ReplyAct.Confirmed)).ShouldBe(1);

        async Task<Result> RaceAsync()
        {
            await Task.Yield();
            return await DoAsync(house, token, (r, h) => r.ConfirmAsync(h, default));
        }
    }

    [Theory, Databases]
    public async Task A_link_ends_with_time_with_a_newer_one_and_when_the_order_is_taken_back(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, order, first) = await SentAsync(house);
        await DoAsync(house, first, (r, h) => r.RejectAsync(h, "Out of stock", null, default));
        var second = await ForwardedAsync(house, world, order);

        (await ViewAsync(house, first)).ShouldBeNull();
        (await DoAsync(house, first, (r, h) => r.ConfirmAsync(h, default))).Failure.ShouldBe(ReplyRules.Ended);
        (await ViewAsync(house, second)).ShouldNotBeNull();

        var (_, cancelled, third) = await SentAsync(house, world);
        (await house.AsAsync<OrderService, Result>(world.Ashley, s => s.MoveAsync(cancelled.Id, new(Cancel) { Reason = "Procedure cancelled" }))).Succeeded.ShouldBeTrue();
        (await ViewAsync(house, third)).ShouldBeNull();
        foreach (var work in new Func<ManufacturerReplies, string, Task<Result>>[]
        {
            (r, h) => r.ConfirmAsync(h, default), (r, h) => r.RejectAsync(h, "Out of stock", null, default), (r, h) => r.AttachAsync(h, Files.Upload("a.pdf", Files.Pdf), default), (r, h) => r.ShipAsync(h, new("1Z5R89390357567127", null, null), default),
        })
        {
            (await DoAsync(house, third, work)).Failure.ShouldBe(ReplyRules.Ended);
        }

        house.Clock.Advance(TimeSpan.FromDays(31));
        (await ViewAsync(house, second)).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_wrong_token_and_another_tenants_address_open_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, _, token) = await SentAsync(house);
        var bluebird = await World.BuildAsync(house, "bluebird");

        (await ViewAsync(house, token, world.Id)).ShouldNotBeNull();
        (await ViewAsync(house, token)).ShouldNotBeNull();
        (await ViewAsync(house, token, bluebird.Id)).ShouldBeNull();
        foreach (var wrong in new[] { "", "acme", "acme." + new string('A', 43), token[..^1], token + "A", token.Replace("acme.", "bluebird.", StringComparison.Ordinal), token.Replace("acme.", "nobody.", StringComparison.Ordinal), token[5..] })
        {
            (await ViewAsync(house, wrong)).ShouldBeNull(wrong);
        }
    }

    [Theory, Databases]
    public async Task Files_are_looked_into_kept_once_and_not_without_end(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, order, token) = await SentAsync(house);

        (await AttachAsync("invoice.pdf", "MZ program"u8.ToArray())).Failure.ShouldBeOfType<Failure.Invalid>();
        (await AttachAsync("page.png", "<html><script>"u8.ToArray())).Failure.ShouldBeOfType<Failure.Invalid>();
        (await AttachAsync("confirmation.exe", Files.Pdf)).Failure.ShouldBeOfType<Failure.Invalid>();
        (await AttachAsync("confirmation.pdf", "%PDF-1.7 cut off"u8.ToArray())).Failure.ShouldBeOfType<Failure.Invalid>();
        (await AttachAsync("confirmation.pdf", Files.Pdf)).Succeeded.ShouldBeTrue();
        (await AttachAsync("again.pdf", Files.Pdf)).Succeeded.ShouldBeTrue();
        var details = (await house.AsAsync<OrderDetailQueries, OrderDetails?>(world.Ashley, q => q.GetAsync(order.Id)))!;
        details.Documents.Select(d => d.FileName).ShouldBe(["confirmation.pdf", $"{order.OrderNumber}.pdf"]);
        for (var i = 0; i < 9; i++)
        {
            (await AttachAsync($"{i}.pdf", [.. Files.Pdf, (byte)i])).Succeeded.ShouldBeTrue();
        }

        (await AttachAsync("eleventh.pdf", [.. Files.Pdf, 99])).Failure.ShouldBe(ReplyRules.TooManyFiles);

        Task<Result> AttachAsync(string name, byte[] content) => DoAsync(house, token, (r, h) => r.AttachAsync(h, Files.Upload(name, content), default));
    }

    [Theory, Databases]
    public async Task Tracking_numbers_ship_the_order_in_part_then_in_full_and_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, order, token) = await SentAsync(house);
        var item = order.Items[0].Id;

        (await ShipAsync(new("  ", null, null))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await ShipAsync(new("1Z5R89390357567127", null, new Dictionary<Guid, int> { [item] = 3 }))).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(ShippingFailures.TooManyRule);
        (await ShipAsync(new("1Z5R89390357567127", null, new Dictionary<Guid, int> { [item] = 1 }))).Succeeded.ShouldBeTrue();
        (await ShipAsync(new("1Z5R89390357567127", null, new Dictionary<Guid, int> { [item] = 1 }))).Succeeded.ShouldBeTrue();
        (await RowAsync()).Status.ShouldBe(OrderStatus.PartiallyShipped);
        (await DoAsync(house, token, (r, h) => r.RejectAsync(h, "Out of stock", null, default))).Failure.ShouldBe(ReplyRules.Shipped);
        (await ShipAsync(new("986578788855\n041441760228964", null, null))).Succeeded.ShouldBeTrue();

        (await RowAsync()).Status.ShouldBe(OrderStatus.Shipped);
        var parcels = (await house.AsAsync<ShipmentQueries, OrderParcels?>(world.Ashley, q => q.OfOrderAsync(order.Id)))!.Parcels;
        parcels.Select(p => (p.Carrier, p.TrackingNumber, p.RecordedByName)).ShouldBe(
        [
            ("UPS", "1Z5R89390357567127", "Corvane Biologics (reply link)"), ("FedEx", "986578788855", "Corvane Biologics (reply link)"), ("FedEx", "041441760228964", "Corvane Biologics (reply link)"),
        ]);
        parcels.Sum(p => p.Lines.Sum(l => l.Quantity)).ShouldBe(2);
        (await ViewAsync(house, token))!.Answers.Count.ShouldBe(3);

        Task<Result> ShipAsync(ReplyShipment request) => DoAsync(house, token, (r, h) => r.ShipAsync(h, request, default));

        async Task<OrderRow> RowAsync() => (await house.AsAsync<OrderQueries, OrderRow?>(world.Ashley, q => q.FindAsync(order.Id)))!;
    }

    [GeneratedRegex(@"https://meddist\.example/reply/([A-Za-z0-9_.-]+)")]
    private static partial Regex Link();

    private static async Task<(World World, Order Order, string Token)> SentAsync(House house, World? world = null)
    {
        world ??= await World.BuildAsync(house);
        var order = await world.OrderAsync(null, Submit, Approve);
        return (world, order, await ForwardedAsync(house, world, order));
    }

    /// <summary>Forwards, lets the message leave, and reads the token off it.</summary>
    private static async Task<string> ForwardedAsync(House house, World world, Order order)
    {
        (await house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(world.Ashley, f => f.ForwardAsync(order.Id))).Failure.ShouldBeNull();
        var before = Directory.Exists(house.MailFolder) ? Directory.GetFiles(house.MailFolder) : [];
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        (await house.AsAsync<OutboxDispatcher, int>(world.System, d => d.DispatchDueAsync())).ShouldBe(1);
        var mail = MimeText.Parse(await File.ReadAllTextAsync(Directory.GetFiles(house.MailFolder).Except(before).Single()));
        var text = string.Join('\n', mail.AllParts().Select(p => p.DecodedBody()).Prepend(mail.DecodedBody()));
        return Link().Match(text).Groups[1].Value;
    }

    private static async Task<ReplyView?> ViewAsync(House house, string token, Guid? at = null)
    {
        ReplyView? view = null;
        await house.Services.GetRequiredService<ReplyDoor>().TryAsync(token, at, "10.1.2.3", async (replies, hash) => view = (await replies.ViewAsync(hash, default)).Value, default);
        return view;
    }

    private static async Task<Result> DoAsync(House house, string token, Func<ManufacturerReplies, string, Task<Result>> work)
    {
        Result result = new Failure.NotFound("link");
        await house.Services.GetRequiredService<ReplyDoor>().TryAsync(token, null, "10.1.2.3", async (replies, hash) => result = await work(replies, hash), default);
        return result;
    }
}
