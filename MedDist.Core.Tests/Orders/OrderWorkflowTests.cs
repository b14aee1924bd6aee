using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using Shouldly;
using Xunit;
using static MedDist.Core.Orders.OrderAction;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderWorkflowTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 14, 0, 0, TimeSpan.Zero);
    private static readonly UserCall Ashley = new(Guid.NewGuid(), Guid.NewGuid(), "Ashley", Role.TenantAdmin, AssignmentScope.None, null, null);

    public static TheoryData<OrderAction, OrderStatus> EveryActionInEveryStatus()
    {
        var all = new TheoryData<OrderAction, OrderStatus>();
        foreach (var action in Enum.GetValues<OrderAction>().Except(OrderWorkflow.Beside))
        {
            foreach (var status in Enum.GetValues<OrderStatus>())
            {
                all.Add(action, status);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(EveryActionInEveryStatus))]
    public void An_action_is_possible_in_exactly_the_statuses_of_its_row(OrderAction action, OrderStatus status)
    {
        var order = In(status);
        var rule = OrderWorkflow.For(action);
        var who = rule.Roles.Length == 0 ? (ICallContext)new SystemCall(Guid.NewGuid()) : Ashley;
        var events = order.Events.Count;
        var done = order.Apply(new MoveOrder(action) { Reason = "because", IvrBypassReason = "by phone" }, who, Now);
        done.Succeeded.ShouldBe(rule.From.Contains(status));
        if (done.Succeeded)
        {
            order.Events.Count.ShouldBe(events + 1);
            order.Events[^1].ShouldSatisfyAllConditions(e => e.From.ShouldBe(status), e => e.To.ShouldBe(order.Status), e => e.At.ShouldBe(Now));
            order.Status.ShouldBe(rule.To ?? PendingReview);
        }
        else
        {
            order.Status.ShouldBe(status);
            order.Events.Count.ShouldBe(events);
            done.Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.WrongStatusRule);
        }
    }

    [Fact]
    public void Every_action_has_exactly_one_row() =>
        OrderWorkflow.Transitions.Select(t => t.Action).Order().ShouldBe(Enum.GetValues<OrderAction>().Except(OrderWorkflow.Beside).Order());

    [Fact]
    public void Every_status_but_a_draft_can_be_reached_from_a_draft()
    {
        var reached = new HashSet<OrderStatus> { OrderStatus.Draft };
        while (OrderWorkflow.Transitions.Any(t => t.To is { } to && t.From.Any(reached.Contains) && reached.Add(to)))
        {
        }

        reached.Order().ShouldBe(Enum.GetValues<OrderStatus>().Order());
    }

    [Fact]
    public void A_shipped_order_cannot_be_cancelled() =>
        In(Shipped).Apply(new MoveOrder(Cancel) { Reason = "late" }, Ashley, Now).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.WrongStatusRule);

    [Theory]
    [InlineData(SendBack)]
    [InlineData(Deny)]
    [InlineData(Hold)]
    [InlineData(Cancel)]
    public void An_action_that_hurts_somebody_needs_a_reason(OrderAction action)
    {
        var order = In(PendingReview);
        order.Apply(new MoveOrder(action) { Reason = "  " }, Ashley, Now).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys.ShouldContain("Reason");
        order.Status.ShouldBe(PendingReview);
    }

    [Theory]
    [InlineData(Role.Provider)]
    [InlineData(Role.FacilityManager)]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.Viewer)]
    public void Only_the_coordinator_approves(Role role) =>
        In(PendingReview).Apply(new MoveOrder(Approve), Ashley with { UserRole = role }, Now).Failure.ShouldBeOfType<Failure.Forbidden>();

    [Fact]
    public void Nobody_but_the_system_marks_an_order_as_sent()
    {
        In(ReadyToSend).Apply(new MoveOrder(MarkSent), Ashley, Now).Failure.ShouldBeOfType<Failure.Forbidden>();
        In(ReadyToSend).Apply(new MoveOrder(MarkSent), new SystemCall(Guid.NewGuid()), Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void The_system_does_not_approve() =>
        In(PendingReview).Apply(new MoveOrder(Approve), new SystemCall(Guid.NewGuid()), Now).Failure.ShouldBeOfType<Failure.Forbidden>();

    [Fact]
    public void An_approval_without_a_valid_IVR_needs_a_reason_of_its_own_and_records_it()
    {
        var order = In(PendingReview);
        order.Apply(new MoveOrder(Approve), Ashley, Now).Failure.ShouldBeOfType<Failure.RuleBroken>().Rule.ShouldBe(OrderFailures.IvrNotValidRule);
        order.Apply(new MoveOrder(Approve) { IvrBypassReason = "verified by phone" }, Ashley, Now).Succeeded.ShouldBeTrue();
        order.Events[^1].Comment.ShouldBe("Without a valid IVR: verified by phone");
        order.IvrBypassReason.ShouldBe("verified by phone");
    }

    [Fact]
    public void An_incomplete_order_cannot_be_submitted_and_says_what_is_missing()
    {
        var order = new Order { OrderNumber = "1" };
        var failure = order.Apply(new MoveOrder(Submit), Ashley, Now).Failure.ShouldBeOfType<Failure.RuleBroken>();
        failure.Rule.ShouldBe(OrderFailures.IncompleteRule);
        failure.Message.ShouldContain("recipient, provider, organisation, manufacturer, service date, requested delivery date, at least one item");
    }

    [Fact]
    public void A_hold_goes_back_to_where_it_came_from()
    {
        var order = In(Confirmed);
        order.Apply(new MoveOrder(Hold) { Reason = "payer asked", On = new(2026, 7, 1) }, Ashley, Now);
        order.HeldUntil.ShouldBe(new DateOnly(2026, 7, 1));
        order.Apply(new MoveOrder(Release), Ashley, Now);
        (order.Status, order.HeldUntil, order.HeldFrom).ShouldBe((Confirmed, null, null));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_hold_ends_on_no_day_that_is_over_everywhere(int days, bool may)
    {
        var order = In(Confirmed);
        var held = order.Apply(new MoveOrder(Hold) { Reason = "payer asked", On = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days) }, Ashley, Now);
        (held.Succeeded, order.Status).ShouldBe((may, may ? OnHold : Confirmed));
        held.Failure.ShouldBe(may ? null : OrderFailures.HoldInThePast);
    }

    [Fact]
    public void A_coordinator_who_submits_for_a_provider_is_tagged()
    {
        var order = In(OrderStatus.Draft);
        order.Apply(new MoveOrder(Submit), Ashley, Now);
        order.Events[^1].OnBehalf.ShouldBeTrue();
        var own = In(OrderStatus.Draft);
        own.Apply(new MoveOrder(Submit), Ashley with { UserRole = Role.Provider }, Now);
        own.Events[^1].OnBehalf.ShouldBeFalse();
    }

    [Fact]
    public void Finished_orders_sort_after_open_ones_and_the_latest_of_them_first()
    {
        Order early = In(PendingReview), late = In(PendingReview), doneEarly = In(Closed), doneLate = In(Closed);
        early.SetSendBy(new(Now, null));
        late.SetSendBy(new(Now.AddDays(2), null));
        doneEarly.SetSendBy(new(Now.AddDays(-30), null));
        doneLate.SetSendBy(new(Now.AddDays(-3), null));
        new[] { doneEarly, late, doneLate, early }.OrderBy(o => o.QueuePosition).ShouldBe([early, late, doneLate, doneEarly]);
    }

    private static Order In(OrderStatus status)
    {
        var order = new Order
        {
            OrderNumber = "ORD-1",
            RecipientId = Guid.NewGuid(),
            ProviderId = Guid.NewGuid(),
            OrganizationId = Guid.NewGuid(),
            ManufacturerId = Guid.NewGuid(),
            ServiceDate = new(2026, 6, 22),
            RequestedDeliveryDate = new(2026, 6, 20),
        };
        order.AddItem(new OrderItem { ProductId = Guid.NewGuid(), Quantity = 1 });
        typeof(Order).GetProperty(nameof(Order.Status))!.SetValue(order, status);
        return order;
    }
}
