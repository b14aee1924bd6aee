using System.Text.RegularExpressions;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Manufacturers;

public sealed partial class CombinedReplyTests
{
    private static readonly Dictionary<string, string> Site = new() { ["Site:Url"] = "https://meddist.example/" };

    [Theory, Databases]
    public async Task Each_order_of_a_combined_message_has_a_link_of_its_own_that_answers_for_it_alone_however_often(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await CombiningAsync(house);
        var (confirmed, rejected, shipped, silent) = (await house.ForwardedAsync(world), await house.ForwardedAsync(world), await house.ForwardedAsync(world), await house.ForwardedAsync(world));
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await house.DispatchAsync(world)).ShouldBe(1);
        var links = await LinksAsync(house);
        links.Keys.ShouldBe([confirmed.OrderNumber, rejected.OrderNumber, shipped.OrderNumber, silent.OrderNumber], ignoreOrder: true);

        for (var time = 0; time < 3; time++)
        {
            (await DoAsync(house, links[confirmed.OrderNumber], (r, h) => r.ConfirmAsync(h, default))).Failure.ShouldBeNull();
            (await DoAsync(house, links[rejected.OrderNumber], (r, h) => r.RejectAsync(h, "Out of stock", "Back in July", default))).Failure.ShouldBeNull();
            (await DoAsync(house, links[shipped.OrderNumber], (r, h) => r.ShipAsync(h, new(Parcels, null, null), default))).Failure.ShouldBeNull();
            house.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await StatusAsync(confirmed)).ShouldBe(OrderStatus.Confirmed);
        (await StatusAsync(rejected)).ShouldBe(OrderStatus.RejectedByManufacturer);
        (await StatusAsync(shipped)).ShouldBe(OrderStatus.Shipped);
        (await StatusAsync(silent)).ShouldBe(OrderStatus.SentToManufacturer);
        await using var db = house.Open(world.System);
        (await db.Shipments.SingleAsync()).ShouldSatisfyAllConditions(s => s.OrderId.ShouldBe(shipped.Id), s => s.TrackingNumber.ShouldBe(Parcels));
        var answers = await db.ManufacturerReplies.Where(r => r.Act != ReplyAct.Viewed).Join(db.ManufacturerReplyLinks, r => r.LinkId, l => l.Id, (r, l) => new { l.OrderId, r.Act }).ToListAsync();
        answers.Select(a => (a.OrderId, a.Act)).ShouldBe([(confirmed.Id, ReplyAct.Confirmed), (rejected.Id, ReplyAct.Rejected), (shipped.Id, ReplyAct.Shipped)], ignoreOrder: true);
        (await db.Notifications.CountAsync(n => n.Type == "order.manufacturer_reply" && n.UserId == world.Coordinator.Id)).ShouldBe(3);

        (await DoAsync(house, links[rejected.OrderNumber], (r, h) => r.ConfirmAsync(h, default))).Failure.ShouldBe(ReplyRules.Rejected);
        (await DoAsync(house, links[shipped.OrderNumber], (r, h) => r.RejectAsync(h, "Out of stock", null, default))).Failure.ShouldBe(ReplyRules.Shipped);

        async Task<OrderStatus> StatusAsync(Order order) => (await house.OrderOfAsync(world, order.Id)).Status;
    }

    [Theory, Databases]
    public async Task One_order_taken_back_before_the_message_leaves_is_not_in_it_and_the_links_of_the_others_work(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await CombiningAsync(house);
        var (stays, goesBack, other) = (await house.ForwardedAsync(world), await house.ForwardedAsync(world), await house.ForwardedAsync(world));
        (await house.UndoAsync(world, goesBack.Id)).Failure.ShouldBeNull();
        house.Clock.Advance(TimeSpan.FromHours(1));
        (await house.DispatchAsync(world)).ShouldBe(1);
        var links = await LinksAsync(house);
        links.Keys.ShouldBe([stays.OrderNumber, other.OrderNumber], ignoreOrder: true);

        (await DoAsync(house, links[other.OrderNumber], (r, h) => r.ConfirmAsync(h, default))).Failure.ShouldBeNull();
        (await house.OrderOfAsync(world, other.Id)).Status.ShouldBe(OrderStatus.Confirmed);
        (await house.OrderOfAsync(world, stays.Id)).Status.ShouldBe(OrderStatus.SentToManufacturer);
        (await house.OrderOfAsync(world, goesBack.Id)).Status.ShouldBe(OrderStatus.Approved);
    }

    private const string Parcels = "1Z5R89390357567127";

    [GeneratedRegex(@"https://meddist\.example/reply/([A-Za-z0-9_.-]+)")]
    private static partial Regex Link();

    private static async Task<World> CombiningAsync(House house)
    {
        var world = await World.BuildAsync(house);
        await using var db = house.Open(world.System);
        (await db.ManufacturerSettings.SingleAsync()).Configure(new() { LeadTimeDays = 1, CutOff = new(15, 0), Combine = CombineOrders.EveryFewMinutes, CombineMinutes = 30 });
        await db.SaveChangesAsync();
        return world;
    }

    /// <summary>The tokens in the one message that left, by the order that each of them opens.</summary>
    private static async Task<Dictionary<string, string>> LinksAsync(House house)
    {
        var body = MimeText.Parse(await house.MailAsync()).AllParts().First(p => p.MediaType == "text/plain").DecodedBody();
        Dictionary<string, string> links = [];
        foreach (var token in Link().Matches(body).Select(m => m.Groups[1].Value))
        {
            ReplyView? view = null;
            await house.Services.GetRequiredService<ReplyDoor>().TryAsync(token, null, "10.1.2.3", async (replies, hash) => view = (await replies.ViewAsync(hash, default)).Value, default);
            var number = view.ShouldNotBeNull().OrderNumber;
            Regex.IsMatch(body, $@"{number}, wanted by [^\n]*\n[^\n]*{Regex.Escape(token)}").ShouldBeTrue("each link stands under its own order");
            links.Add(number, token);
        }

        return links;
    }

    private static async Task<Result> DoAsync(House house, string token, Func<ManufacturerReplies, string, Task<Result>> work)
    {
        Result result = new Failure.NotFound("link");
        await house.Services.GetRequiredService<ReplyDoor>().TryAsync(token, null, "10.1.2.3", async (replies, hash) => result = await work(replies, hash), default);
        return result;
    }
}
