using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.CommentAudience;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderCommentsTests
{
    [Theory, Databases]
    public async Task What_is_internal_stays_with_the_order_desk(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        (await desk.CommentAsync(desk.Ashley, order, Shared, "Which heel of Mrs. Public?")).Succeeded.ShouldBeTrue();
        (await desk.CommentAsync(desk.Reyes, order, Shared, "The right one.")).Succeeded.ShouldBeTrue();
        (await desk.CommentAsync(desk.Ashley, order, CommentAudience.Internal, "They pay late.")).Succeeded.ShouldBeTrue();

        var ours = await ListAsync(desk.Ben);
        ours.Comments.Select(c => (c.Audience, c.Text)).ShouldBe([(Shared, "Which heel of Mrs. Public?"), (Shared, "The right one."), (CommentAudience.Internal, "They pay late.")]);
        (ours.Notes, ours.InternalNotes, ours.MayShare, ours.MayWriteInternal).ShouldBe(("Leave at the desk", "Pays late", true, true));

        var theirs = await ListAsync(desk.Reyes);
        theirs.Comments.Select(c => c.Text).ShouldBe(["Which heel of Mrs. Public?", "The right one."]);
        (theirs.InternalNotes, theirs.MayShare, theirs.MayWriteInternal).ShouldBe((null, true, false));

        var viewers = await ListAsync(desk.World.CallOf(Role.Viewer));
        viewers.Comments.ShouldAllBe(c => c.Text == null);
        (viewers.Comments.Count, viewers.InternalNotes, viewers.MayShare).ShouldBe((2, null, false));

        async Task<OrderCommentList> ListAsync(ICallContext who) => (await house.AsAsync<OrderComments, OrderCommentList?>(who, c => c.ListAsync(order.Id)))!;
    }

    [Theory, Databases]
    public async Task The_other_side_hears_that_there_is_a_comment_and_not_what_it_says(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();

        await desk.CommentAsync(desk.Ashley, order, Shared, "Jane's card, please");
        (await desk.NewsOfAsync(desk.World.Provider.Id)).ShouldBe([$"{order.OrderNumber}: new comment"]);
        await desk.CommentAsync(desk.Reyes, order, Shared, "Jane's card is attached");
        (await desk.NewsOfAsync(desk.World.Coordinator.Id)).ShouldBe([$"{order.OrderNumber}: new comment"]);
        (await desk.NewsOfAsync(desk.Ben.User)).ShouldBe([$"{order.OrderNumber}: new comment"]);

        await house.AsAsync<OrderClaims, Result>(desk.Ben, c => c.AssignAsync(order.Id, new(desk.Ben.User, null)));
        await desk.CommentAsync(desk.Reyes, order, Shared, "Thanks");
        await desk.CommentAsync(desk.Ashley, order, CommentAudience.Internal, "Ben, your turn");
        await desk.CommentAsync(desk.Ben, order, CommentAudience.Internal, "On it");
        (await desk.NewsOfAsync(desk.World.Coordinator.Id)).Count.ShouldBe(1);
        (await desk.NewsOfAsync(desk.Ben.User)).ShouldBe([$"{order.OrderNumber}: new internal comment", $"{order.OrderNumber}: new comment", $"{order.OrderNumber}: new comment"]);
        (await desk.NewsOfAsync(desk.World.Provider.Id)).Count.ShouldBe(1);
    }

    [Theory, Databases]
    public async Task Who_may_not_write_is_told_so_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        var other = await World.BuildAsync(house, "other");

        (await desk.CommentAsync(desk.Reyes, order, CommentAudience.Internal, "May I?")).Failure.ShouldBe(OrderFailures.NotCommenting);
        (await desk.CommentAsync(desk.World.CallOf(Role.Viewer), order, Shared, "May I?")).Failure.ShouldBe(OrderFailures.NotCommenting);
        (await desk.CommentAsync(desk.World.CallOf(desk.World.Provider), order, Shared, "Not assigned here")).Failure.ShouldBe(OrderFailures.NotFound);
        (await desk.CommentAsync(other.Ashley, order, Shared, "From next door")).Failure.ShouldBe(OrderFailures.NotFound);
        (await desk.CommentAsync(desk.Ashley, order, Shared, "  ")).Failure.ShouldBeOfType<Failure.Invalid>().Fields["Text"].ShouldBe(["Write something first."]);
        (await desk.CommentAsync(desk.Ashley, order, Shared, new('x', 4001))).Failure.ShouldBeOfType<Failure.Invalid>();
        await using var db = house.Open(desk.World.System);
        (await db.OrderComments.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task A_comment_does_not_make_a_decision_stale(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        await desk.CommentAsync(desk.Ben, order, CommentAudience.Internal, "Looks fine");
        (await desk.MoveAsync(desk.Ashley, order, new(OrderAction.Approve) { SeenVersion = 0 })).Succeeded.ShouldBeTrue();
    }
}
