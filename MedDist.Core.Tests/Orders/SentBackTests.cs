using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class SentBackTests
{
    [Theory, Databases]
    public async Task A_provider_finds_each_comment_at_its_field_puts_it_right_and_sends_the_order_again(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var desk = await Desk.BuildAsync(house);
        var order = await desk.World.OrderAsync();
        await CommentAsync(OrderField.Diagnosis, CommentAudience.Shared, "Which code?");
        await CommentAsync(OrderField.Diagnosis, CommentAudience.Shared, "The payer wants the ulcer's own code.");
        await CommentAsync(OrderField.ServiceDate, CommentAudience.Shared, "A week later, please.");
        await CommentAsync(OrderField.WoundLength, CommentAudience.Internal, "They never measure.");
        (await desk.MoveAsync(desk.Ashley, order, new(OrderAction.SendBack) { Reason = "Two things" })).Succeeded.ShouldBeTrue();

        // Back with the provider, who may change what is commented, and reads nothing internal.
        (await house.AsAsync<OrderQueries, OrderPage>(desk.Reyes, q => q.ListAsync(new() { Tab = QueueTab.Returned }))).Rows.ShouldHaveSingleItem().Id.ShouldBe(order.Id);
        var opened = (await house.AsAsync<OrderEditQueries, OrderEditState?>(desk.Reyes, q => q.OpenAsync(order.Id)))!;
        opened.Comments.ShouldBe(new Dictionary<OrderField, string>
        {
            [OrderField.Diagnosis] = "Ashley Nguyen: The payer wants the ulcer's own code.",
            [OrderField.ServiceDate] = "Ashley Nguyen: A week later, please.",
        }, ignoreOrder: true);
        opened.Locks.Keys.Intersect(opened.Comments.Keys).ShouldBeEmpty();

        var right = opened.Fields with { Diagnosis = "E11.621, L97.412", ServiceDate = new(2026, 6, 29), DeliverBy = new(2026, 6, 26) };
        (await desk.EditAsync(desk.Reyes, order, opened.Fields, right)).Value!.IsSaved.ShouldBeTrue();
        (await desk.MoveAsync(desk.Reyes, order, new(OrderAction.Resubmit))).Failure.ShouldBeNull();

        await using var db = house.Open(desk.World.System);
        var stored = await db.Orders.SingleAsync(o => o.Id == order.Id);
        (stored.Status, stored.ServiceDate, string.Join(", ", stored.Intake.DiagnosisCodes)).ShouldBe((OrderStatus.Resubmitted, new DateOnly(2026, 6, 29), "E11.621, L97.412"));
        (await house.AsAsync<OrderEditQueries, OrderEditState?>(desk.Ashley, q => q.OpenAsync(order.Id)))!.Editors[OrderField.Diagnosis].ShouldBe("Dr. Elena Reyes");

        Task<Result> CommentAsync(OrderField field, CommentAudience audience, string text)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            return house.AsAsync<OrderComments, Result>(desk.Ashley, c => c.AddAsync(order.Id, new(audience) { Field = field, Text = text }));
        }
    }
}
