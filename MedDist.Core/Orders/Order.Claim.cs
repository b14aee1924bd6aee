using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>Who works on the order. Visible to everybody, and in nobody's way: no step asks for it.</summary>
public sealed partial class Order
{
    /// <summary>Who has claimed the order or was assigned to it; null when nobody has it. Ends when the order is finished.</summary>
    public Guid? ClaimedByUserId { get; private set; }

    /// <summary>Their name, so that lists need no join.</summary>
    public string? ClaimedByName { get; private set; }

    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>Gives the order to somebody, or to nobody, and records it; nothing happens where they have it already.</summary>
    public Result Assign(Guid? to, string? name, ICallContext by, DateTimeOffset now)
    {
        if (Section is QueueSection.Draft or QueueSection.Done)
        {
            return OrderFailures.Finished;
        }

        if (to == ClaimedByUserId)
        {
            return Result.Ok;
        }

        var (action, comment) = to is null ? (OrderAction.LetGo, Before())
            : to == by.UserId ? (OrderAction.Claim, Before())
            : (OrderAction.Assign, $"To {name}.");
        events.Add(new OrderEvent(this, action, Status, Status, now, by.UserId, by.UserName, comment));
        (ClaimedByUserId, ClaimedByName, ClaimedAt) = (to, to is null ? null : name, to is null ? null : now);
        return Result.Ok;

        string? Before() => ClaimedByUserId is { } had && had != by.UserId ? $"{ClaimedByName} had it before." : null;
    }

    private void EndClaim() => (ClaimedByUserId, ClaimedByName, ClaimedAt) = (null, null, null);
}
