using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Orders;

public sealed partial class Order
{
    /// <summary>
    /// Does <paramref name="move"/> if the workflow allows it, and records it. Refused as <see cref="OrderFailures"/> says, and then nothing has changed.
    /// </summary>
    public Result Apply(MoveOrder move, ICallContext by, DateTimeOffset now)
    {
        var rule = OrderWorkflow.For(move.Action);
        var reason = string.IsNullOrWhiteSpace(move.Reason) ? null : move.Reason.Trim();
        if (rule.NeedsReason && reason is null)
        {
            return OrderFailures.ReasonMissing(move.Action);
        }

        var bypassBefore = IvrBypassReason;
        if (move.Action == OrderAction.Approve)
        {
            IvrBypassReason = string.IsNullOrWhiteSpace(move.IvrBypassReason) ? null : move.IvrBypassReason.Trim();
        }

        if (OrderWorkflow.Refusal(this, move.Action, by.Role) is { } refusal)
        {
            IvrBypassReason = bypassBefore;
            return refusal;
        }

        Record(move.Action, rule, reason ?? IvrBypassOf(move.Action), by, now);
        Stamp(move, by.UserId, now);
        return Result.Ok;
    }

    /// <summary>The message is in the outbox.</summary>
    public void QueueSend() => SendState = SendState.Waiting;

    /// <summary>The outbox has given up; a task for the coordinator, with the order where it was.</summary>
    public void SendFailed(string error, DateTimeOffset now)
    {
        SendState = SendState.Failed;
        SendError = error;
        events.Add(new OrderEvent(this, OrderAction.Forward, Status, Status, now, null, "MedDist", $"Sending failed: {error}"));
        RefreshSection();
    }

    /// <summary>A failed message is tried again.</summary>
    public void RetrySend()
    {
        SendState = SendState.Waiting;
        SendError = null;
        RefreshSection();
    }

    private string? IvrBypassOf(OrderAction action) => action == OrderAction.Approve && IvrBypassReason is { } why ? $"Without a valid IVR: {why}" : null;

    private void Record(OrderAction action, OrderTransition rule, string? comment, ICallContext by, DateTimeOffset now)
    {
        var to = rule.To ?? HeldFrom ?? OrderStatus.PendingReview;
        events.Add(new OrderEvent(this, action, Status, to, now, by.UserId, by.UserName, comment) { OnBehalf = ActsOnBehalf(action, by.Role) });
        (HeldFrom, Status) = (action == OrderAction.Hold ? Status : null, to);
        Matters();
        if (rule.NeedsReason)
        {
            StatusReason = comment;
        }
    }

    private void Stamp(MoveOrder move, Guid? byUserId, DateTimeOffset now)
    {
        switch (move.Action)
        {
            case OrderAction.Submit or OrderAction.Resubmit:
                ProviderSubmittedAt = now;
                break;
            case OrderAction.Approve or OrderAction.SendBack or OrderAction.Deny:
                (AdminReviewedAt, AdminReviewedByUserId) = (now, byUserId);
                break;
            case OrderAction.RecallSend:
                SendState = SendState.None;
                SendError = null;
                break;
            case OrderAction.MarkSent:
                (ManufacturerSubmittedAt, SendState, SendError) = (now, SendState.Sent, null);
                break;
            case OrderAction.Confirm:
                ManufacturerConfirmedAt = now;
                break;
            case OrderAction.Deliver:
                ActualDeliveryDate = move.On ?? DateOnly.FromDateTime(now.UtcDateTime);
                break;
        }

        (HeldUntil, HoldOverAt) = (move.Action == OrderAction.Hold ? move.On : null, null);
        RefreshSection();
    }

    /// <summary>A coordinator doing what is the provider's to do is tagged as acting on behalf.</summary>
    public static bool ActsOnBehalf(OrderAction action, Role? role) =>
        role is Role.TenantAdmin or Role.SuperAdmin && action is OrderAction.Submit or OrderAction.Resubmit or OrderAction.Receive or OrderAction.Use;
}
