namespace MedDist.Core.Orders;

/// <summary>When the order passed what reports count and lists filter by; each moment is also that of one of its events.</summary>
public sealed partial class Order
{
    /// <summary>Submitted for the first time; it never moves.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>Sent back for the first time; null for an order that passed at once.</summary>
    public DateTimeOffset? SentBackAt { get; private set; }

    /// <summary>The approval that stands; null again when it is withdrawn or the order sent back.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>The first parcel left; null again when all are voided.</summary>
    public DateTimeOffset? ShippedAt { get; private set; }

    /// <summary>It arrived, was denied or cancelled; null while somebody still works on it.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Statuses in which nobody works on an order any more: what is open has none of them.</summary>
    public static bool IsFinished(OrderStatus status) => HasArrived(status) || status is OrderStatus.Denied or OrderStatus.Cancelled;

    /// <summary>Statuses of an order that is where it was meant to go.</summary>
    public static bool HasArrived(OrderStatus status) => status is OrderStatus.Delivered or OrderStatus.Received or OrderStatus.Used or OrderStatus.Closed;

    private void Pass(OrderAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case OrderAction.Submit:
                ReceivedAt ??= now;
                break;
            case OrderAction.Approve:
                ApprovedAt = now;
                break;
            case OrderAction.WithdrawApproval:
                ApprovedAt = null;
                break;
            case OrderAction.SendBack:
                (SentBackAt, ApprovedAt) = (SentBackAt ?? now, null);
                break;
            case OrderAction.Ship or OrderAction.ShipPartially:
                ShippedAt ??= now;
                break;
            case OrderAction.VoidAllParcels:
                ShippedAt = null;
                break;
        }

        FinishedAt = IsFinished(Status) ? FinishedAt ?? now : null;
    }
}
