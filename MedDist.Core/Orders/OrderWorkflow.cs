using MedDist.Core.Kernel;
using MedDist.Core.Users;
using static MedDist.Core.Orders.OrderAction;
using static MedDist.Core.Orders.OrderStatus;

namespace MedDist.Core.Orders;

/// <summary>What can be done to an order.</summary>
public enum OrderAction
{
    Submit,
    SendBack,
    Resubmit,
    Approve,
    WithdrawApproval,
    Deny,
    Forward,
    RecallSend,
    MarkSent,
    Confirm,
    RejectByManufacturer,
    ShipPartially,
    Ship,
    Deliver,
    Receive,
    Use,
    Close,
    Cancel,
    Hold,
    Release,

    /// <summary>One of several parcels was voided.</summary>
    VoidParcel,

    /// <summary>The last parcel was voided: nothing is on the road.</summary>
    VoidAllParcels,

    /// <summary>A parcel that was said to have arrived has not.</summary>
    WithdrawDelivery,

    /// <summary>Somebody took the order on; beside the workflow (<see cref="OrderWorkflow.Beside"/>).</summary>
    Claim,

    /// <summary>Somebody gave the order to a colleague.</summary>
    Assign,

    /// <summary>Nobody has the order any more.</summary>
    LetGo,

    /// <summary>The day has come that a hold was for.</summary>
    HoldOver,
}

/// <summary>What must be true of an order before an action, beyond its status.</summary>
[Flags]
public enum OrderCondition
{
    None = 0,

    /// <summary>All of <see cref="Order.MissingParts"/> is there: recipient, provider, organisation, manufacturer, dates and at least one item.</summary>
    Complete = 1,

    /// <summary>Valid IVR for the service date, or a bypass with its reason.</summary>
    IvrCovers = 2,

    /// <summary>Nothing has left the building yet.</summary>
    NotSent = 4,
}

/// <summary>One row of the workflow table.</summary>
/// <param name="Action">What is done.</param>
/// <param name="From">The statuses it may be done in.</param>
/// <param name="To">The status it leads to; null where the order goes back to the status it was held in.</param>
/// <param name="Roles">Who may; the system itself may only what <paramref name="BySystem"/> says.</param>
/// <param name="Requires">What must be true.</param>
/// <param name="NeedsReason">Whether a reason or comment is recorded with it, without which it is refused.</param>
/// <param name="BySystem">Whether a job or a manufacturer's answer may do it.</param>
public sealed record OrderTransition(
    OrderAction Action, OrderStatus[] From, OrderStatus? To, Role[] Roles, OrderCondition Requires = OrderCondition.None, bool NeedsReason = false, bool BySystem = false);

/// <summary>The order workflow as one table: who may do what in which status, what must be true, where it leads. The only place that knows.</summary>
public static class OrderWorkflow
{
    private static readonly Role[] Coordinator = [Role.TenantAdmin, Role.SuperAdmin];
    private static readonly Role[] Ordering = [Role.Provider, Role.FacilityManager, .. Coordinator];

    private static readonly OrderStatus[] Reviewable = [PendingReview, Resubmitted];

    private static readonly OrderStatus[] Holdable = [PendingReview, Resubmitted, SentBack, Approved, SentToManufacturer, Confirmed, RejectedByManufacturer];

    public static readonly IReadOnlyList<OrderTransition> Transitions =
    [
        new(Submit, [Draft], PendingReview, Ordering, OrderCondition.Complete),
        new(SendBack, [.. Reviewable, Approved, RejectedByManufacturer], SentBack, Coordinator, NeedsReason: true),
        new(Resubmit, [SentBack], Resubmitted, Ordering, OrderCondition.Complete),
        new(Approve, Reviewable, Approved, Coordinator, OrderCondition.Complete | OrderCondition.IvrCovers),
        new(WithdrawApproval, [Approved], PendingReview, Coordinator, OrderCondition.NotSent, BySystem: true),
        new(Deny, [.. Reviewable, Approved, RejectedByManufacturer], Denied, Coordinator, NeedsReason: true),
        new(Forward, [Approved, RejectedByManufacturer], ReadyToSend, Coordinator, OrderCondition.Complete),
        new(RecallSend, [ReadyToSend], Approved, Coordinator, OrderCondition.NotSent),
        new(MarkSent, [ReadyToSend], SentToManufacturer, [], BySystem: true),
        new(Confirm, [SentToManufacturer], Confirmed, Coordinator, BySystem: true),
        new(OrderAction.RejectByManufacturer, [SentToManufacturer, Confirmed], RejectedByManufacturer, Coordinator, NeedsReason: true, BySystem: true),
        new(ShipPartially, [SentToManufacturer, Confirmed, PartiallyShipped], PartiallyShipped, Coordinator, BySystem: true),
        new(Ship, [SentToManufacturer, Confirmed, PartiallyShipped], Shipped, Coordinator, BySystem: true),
        new(Deliver, [PartiallyShipped, Shipped], Delivered, Coordinator, BySystem: true),
        new(Receive, [Shipped, Delivered], Received, Ordering),
        new(Use, [Received], Used, Ordering),
        new(VoidParcel, [PartiallyShipped, Shipped, Delivered], PartiallyShipped, Coordinator, NeedsReason: true),
        new(VoidAllParcels, [PartiallyShipped, Shipped, Delivered], Confirmed, Coordinator, NeedsReason: true),
        new(WithdrawDelivery, [Delivered], Shipped, Coordinator, NeedsReason: true),
        new(Close, [Delivered, Received, Used], Closed, Coordinator),
        new(Cancel, [Draft, PendingReview, SentBack, Resubmitted, Approved, SentToManufacturer, Confirmed, RejectedByManufacturer, OnHold], Cancelled, Coordinator, NeedsReason: true),
        new(Hold, Holdable, OnHold, Coordinator, NeedsReason: true),
        new(Release, [OnHold], null, Coordinator),
    ];

    /// <summary>What the timeline tells beside the workflow: who works on the order, and that a hold's day has come. It leads to no other status and is no step of <see cref="OrderService.MoveAsync"/>.</summary>
    public static readonly IReadOnlyList<OrderAction> Beside = [Claim, Assign, LetGo, HoldOver];

    /// <summary>The row for an action; every action of the workflow has exactly one.</summary>
    public static OrderTransition For(OrderAction action) => Transitions.First(t => t.Action == action);

    /// <summary>Why <paramref name="caller"/> may not do <paramref name="action"/> to this order now, or null when it may. The reason that goes with it is not judged here.</summary>
    public static Failure? Refusal(Order order, OrderAction action, Role? caller)
    {
        var rule = For(action);
        if (!rule.From.Contains(order.Status))
        {
            return OrderFailures.WrongStatus(action, order.Status);
        }

        var allowed = caller is { } role ? rule.Roles.Contains(role) : rule.BySystem;
        return allowed ? UnmetCondition(order, rule) : OrderFailures.NotYourRole(action);
    }

    private static Failure? UnmetCondition(Order order, OrderTransition rule)
    {
        if (rule.Requires.HasFlag(OrderCondition.Complete) && order.MissingParts() is { Count: > 0 } missing)
        {
            return OrderFailures.Incomplete(missing);
        }

        if (rule.Requires.HasFlag(OrderCondition.IvrCovers) && !order.IvrCovers)
        {
            return OrderFailures.IvrNotValid(order.IvrSentence);
        }

        return rule.Requires.HasFlag(OrderCondition.NotSent) && order.SendState == SendState.Sent ? OrderFailures.AlreadySent : null;
    }
}
