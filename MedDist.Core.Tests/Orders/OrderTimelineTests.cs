using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderTimelineTests
{
    private static readonly VerificationRequirement Annual = new(VerificationType.Insurance, VerificationFrequency.Annual);

    [Theory, Databases]
    public async Task One_timeline_tells_all_that_happened_newest_first(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house, Annual);
        await desk.World.VerifiedAsync(new(2026, 6, 1));
        var order = await LivedAsync(desk);

        var told = await ToldAsync(desk, desk.Ashley, order);

        told.Select(e => e.At).ShouldBeInOrder(SortDirection.Descending);
        told.Select(e => e.Kind).Distinct().Order().ShouldBe(Enum.GetValues<TimelineKind>());
        foreach (var title in new[] { "Submitted", "Put on hold", "Released from hold", "Claimed", "Edited", "Comment", "Internal comment", "Approved", "Document added: order form", "Message to Corvane Biologics queued", "Parcel handed over", "Parcel delivered", "IVR verified" })
        {
            told.ShouldContain(e => e.Title.StartsWith(title, StringComparison.OrdinalIgnoreCase), title);
        }

        told.Single(e => e.Title == "Submitted").OnBehalf.ShouldBeTrue();
        told.Single(e => e.Kind == TimelineKind.Edit).ShouldSatisfyAllConditions(
            e => e.By.ShouldBe("Ben Ortiz"), e => e.Fields.Select(f => f.Label).ShouldBe(["Deliver by", "Notes", "Internal notes"]), e => e.Fields[0].ShouldBe(new(OrderField.DeliverBy, "Deliver by", "21 Jun 2026", "18 Jun 2026")));
        told.First(e => e.Kind == TimelineKind.Message).Text.ShouldBe("To orders@corvane.example");
    }

    [Theory, Databases]
    public async Task Each_role_reads_what_it_may(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house, Annual);
        var order = await LivedAsync(desk);

        var theirs = await ToldAsync(desk, desk.Reyes, order);
        theirs.ShouldNotContain(e => e.IsInternal);
        theirs.Single(e => e.Kind == TimelineKind.Comment).Text.ShouldBe("Which heel?");
        theirs.Single(e => e.Kind == TimelineKind.Edit).Fields.Select(f => (f.Label, f.After)).ShouldBe([("Deliver by", "18 Jun 2026"), ("Notes", "Mrs. Public moved")]);
        theirs.Where(e => e.Kind == TimelineKind.Message).ShouldAllBe(e => e.Text == null);

        var viewers = await ToldAsync(desk, desk.World.CallOf(Role.Viewer), order);
        viewers.Single(e => e.Kind == TimelineKind.Comment).Text.ShouldBe("•••");
        viewers.Single(e => e.Kind == TimelineKind.Edit).Fields.Select(f => (f.Label, f.Before, f.After)).ShouldBe([("Deliver by", "21 Jun 2026", "18 Jun 2026"), ("Notes", "•••", "•••")]);

        var other = await World.BuildAsync(house, "other");
        (await house.AsAsync<OrderTimelineQueries, IReadOnlyList<TimelineEntry>?>(other.Ashley, q => q.ListAsync(order.Id))).ShouldBeNull();
    }

    [Theory, Databases]
    public async Task A_long_story_takes_no_more_questions_than_a_short_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house, Annual);
        var order = await LivedAsync(desk);
        var asked = await SqlCount.OfAsync(() => ToldAsync(desk, desk.Ashley, order));
        for (var i = 0; i < 12; i++)
        {
            await desk.CommentAsync(desk.Ashley, order, CommentAudience.Internal, $"Round {i}");
            await house.AddAsync(desk.World.Id, new Document { Type = DocumentType.Other, OwnerType = DocumentOwner.Order, OwnerId = order.Id, CreatedByUserId = desk.Ben.User });
        }

        (await SqlCount.OfAsync(async () => (await ToldAsync(desk, desk.Ashley, order)).Count.ShouldBeGreaterThan(24))).ShouldBe(asked);
        asked.ShouldBeLessThanOrEqualTo(9);
    }

    private static async Task<IReadOnlyList<TimelineEntry>> ToldAsync(Desk desk, ICallContext who, Order order) =>
        (await desk.House.AsAsync<OrderTimelineQueries, IReadOnlyList<TimelineEntry>?>(who, q => q.ListAsync(order.Id)))!;

    private static async Task<Order> LivedAsync(Desk desk)
    {
        var (house, world) = (desk.House, desk.World);
        var order = await world.OrderAsync();
        await desk.MoveAsync(desk.Ashley, order, new(Hold) { Reason = "card" });
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.MoveAsync(desk.Ashley, order, new(Release));
        await house.AsAsync<OrderClaims, Result>(desk.Ben, c => c.AssignAsync(order.Id, new(desk.Ben.User, null)));
        var seen = await desk.FieldsAsync(order);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await desk.EditAsync(desk.Ben, order, seen, seen with { DeliverBy = new(2026, 6, 18), Notes = "Mrs. Public moved", InternalNotes = "Call first" })).Succeeded.ShouldBeTrue();
        await desk.CommentAsync(desk.Ashley, order, CommentAudience.Shared, "Which heel?");
        await desk.CommentAsync(desk.Ashley, order, CommentAudience.Internal, "They pay late");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await desk.MoveAsync(desk.Ashley, order, new(Approve) { IvrBypassReason = "by phone" })).Succeeded.ShouldBeTrue();
        (await house.AsAsync<OrderForwarding, Result<ForwardedOrder>>(desk.Ashley, f => f.ForwardAsync(order.Id))).Succeeded.ShouldBeTrue();
        var parcel = new Shipment(order.Id, "UPS", "1Z999AA10123456784");
        parcel.HandOver(house.Clock.Now.AddMinutes(1));
        parcel.Deliver(house.Clock.Now.AddMinutes(2));
        await house.AddAsync(world.Id, parcel);
        return order;
    }
}
