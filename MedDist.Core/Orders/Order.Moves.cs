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

        if (move is { Action: OrderAction.Hold, On: { } until } && until < LastDayAnywhere(now))
        {
            return OrderFailures.HoldInThePast;
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

    /// <summary>Its message decides: forwarded, and neither answered by the manufacturer nor stopped meanwhile.</summary>
    public bool AwaitsSending => Status is OrderStatus.ReadyToSend or OrderStatus.SentToManufacturer;

    /// <summary>A message left although the order has meanwhile moved elsewhere, on hold say: the order stays there.</summary>
    public void MessageLeft(DateTimeOffset now)
    {
        (ManufacturerSubmittedAt, SendState, SendError) = (now, SendState.Sent, null);
        RefreshSection();
    }

    /// <summary>
    /// The outbox has given up, or the message came back; a task for the coordinator, with the order where it was. One that the manufacturer has answered needs no message any more.
    /// </summary>
    public void SendFailed(string error, DateTimeOffset now)
    {
        if (!AwaitsSending && Status != OrderStatus.OnHold)
        {
            return;
        }

        SendState = SendState.Failed;
        SendError = error;
        events.Add(new OrderEvent(this, OrderAction.Forward, Status, Status, now, null, "MedDist", $"Sending failed: {error}"));
        RefreshSection();
    }

    /// <summary>A failed or bounced message is tried again: the order is being sent once more.</summary>
    public void RetrySend(ICallContext by, DateTimeOffset now)
    {
        events.Add(new OrderEvent(this, OrderAction.Forward, Status, OrderStatus.ReadyToSend, now, by.UserId, by.UserName, "Trying again to send it."));
        (Status, SendState, SendError, ManufacturerSubmittedAt) = (OrderStatus.ReadyToSend, SendState.Waiting, null, null);
        RefreshSection();
    }

    /// <summary>Takes back what never left, or came back: the order is approved again. Refused where the message has left, and to those who may not forward.</summary>
    public Result Recall(ICallContext by, DateTimeOffset now)
    {
        var (status, left) = (Status, ManufacturerSubmittedAt);
        if (Status == OrderStatus.SentToManufacturer && SendState == SendState.Failed)
        {
            (Status, ManufacturerSubmittedAt) = (OrderStatus.ReadyToSend, null);
        }

        var recalled = Apply(new MoveOrder(OrderAction.RecallSend), by, now);
        if (!recalled.Succeeded)
        {
            (Status, ManufacturerSubmittedAt) = (status, left);
        }

        return recalled;
    }

    private string? IvrBypassOf(OrderAction action) => action == OrderAction.Approve && IvrBypassReason is { } why ? $"Without a valid IVR: {why}" : null;

    private void Record(OrderAction action, OrderTransition rule, string? comment, ICallContext by, DateTimeOffset now)
    {
        var to = rule.To ?? HeldFrom ?? OrderStatus.PendingReview;
        events.Add(new OrderEvent(this, action, Status, to, now, by.UserId, by.UserName, comment) { OnBehalf = ActsOnBehalf(action, by.Role) });
        (HeldFrom, Status) = (action == OrderAction.Hold ? Status : null, to);
        Pass(action, now);
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
                (SendState, SendError) = (SendState.None, null);
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

        if (SendState == SendState.Failed && !AwaitsSending && Status != OrderStatus.OnHold)
        {
            // It went on without the message.
            (SendState, SendError) = (ManufacturerSubmittedAt is null ? SendState.None : SendState.Sent, null);
        }

        (HeldUntil, HoldOverAt) = (move.Action == OrderAction.Hold ? move.On : null, null);
        RefreshSection();
    }

    /// <summary>The earliest calendar day that it still is somewhere on earth: no order knows its tenant's clock, and a hold until today merely surfaces tonight.</summary>
    private static DateOnly LastDayAnywhere(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12));

    /// <summary>A coordinator doing what is the provider's to do is tagged as acting on behalf.</summary>
    public static bool ActsOnBehalf(OrderAction action, Role? role) =>
        role is Role.TenantAdmin or Role.SuperAdmin && action is OrderAction.Submit or OrderAction.Resubmit or OrderAction.Receive or OrderAction.Use;
}
