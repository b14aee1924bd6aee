namespace MedDist.Core.Orders;

/// <summary>Holds that end by themselves are not released by themselves: somebody is told, and decides.</summary>
public sealed partial class Order
{
    /// <summary>When the last day of the hold came; the order waits for somebody to release it. Null while it is held, or not on hold.</summary>
    public DateTimeOffset? HoldOverAt { get; private set; }

    /// <summary>The day that the hold was for has come. Does nothing the second time, nor for a hold without a day.</summary>
    public bool EndHold(DateOnly today, DateTimeOffset now)
    {
        if (Status != OrderStatus.OnHold || HoldOverAt is not null || HeldUntil is not { } until || until > today)
        {
            return false;
        }

        HoldOverAt = now;
        events.Add(new OrderEvent(this, OrderAction.HoldOver, Status, Status, now, null, "MedDist", StatusReason is { } why ? $"It waited for: {why}" : null));
        RefreshSection();
        return true;
    }

    /// <summary>Where a held order waits in the list: not before its day comes. Null when its send-by time decides.</summary>
    private DateTimeOffset? HeldPlace => Status == OrderStatus.OnHold && HoldOverAt is null && HeldUntil is { } until
        ? new DateTimeOffset(until.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;
}
