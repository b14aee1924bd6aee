namespace MedDist.Core.Orders;

/// <summary>What the rules say about the order (<see cref="IOrderFlagRule"/>): stored, so that lists can show, filter and count it.</summary>
public sealed partial class Order
{
    /// <summary>The worst first; none on drafts and on finished orders.</summary>
    public List<OrderFlag> Flags { get; private set; } = [];

    /// <summary>The codes of <see cref="Flags"/>, each between bars (<c>|ivr.missing|duplicate|</c>), for filtering on every database; empty without flags.</summary>
    public string FlagCodes { get; private set; } = "";

    /// <summary>The sum that leads to <see cref="SendBy"/>, in words; null once the order has left.</summary>
    public string? SendByReason { get; private set; }

    /// <summary>Whether flags are looked for at all.</summary>
    public bool IsFlagged => Section is not (QueueSection.Draft or QueueSection.Done);

    /// <summary>Whether the order has still to leave for the manufacturer, also after the manufacturer has turned it down.</summary>
    public bool IsBeforeSending => WaitsToLeave(Status, HeldFrom);

    /// <summary>The same of a status, and of the one that a hold goes back to.</summary>
    public static bool WaitsToLeave(OrderStatus status, OrderStatus? heldFrom) => (status == OrderStatus.OnHold ? heldFrom : status)
        is OrderStatus.Draft or OrderStatus.PendingReview or OrderStatus.SentBack or OrderStatus.Resubmitted or OrderStatus.Approved or OrderStatus.ReadyToSend or OrderStatus.RejectedByManufacturer;

    /// <summary>How <see cref="FlagCodes"/> names a flag.</summary>
    public static string FlagMark(string code) => $"|{code}|";

    public void SetFlags(IReadOnlyList<OrderFlag> flags)
    {
        if (!Flags.SequenceEqual(flags))
        {
            Flags = [.. flags];
            FlagCodes = flags.Count == 0 ? "" : $"|{string.Join('|', flags.Select(f => f.Code))}|";
        }
    }

    /// <summary>What is over once the order has left or is finished goes with the step itself, whoever takes it.</summary>
    private void EndFlags()
    {
        SendByReason = IsBeforeSending ? SendByReason : null;
        SetFlags(IsFlagged ? [.. Flags.Where(f => !f.UntilSent || IsBeforeSending)] : []);
    }
}
