using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Manufacturers;

/// <summary>What a manufacturer can do with its link now.</summary>
public enum ReplyState
{
    /// <summary>Confirm, reject, attach, ship.</summary>
    Open,

    /// <summary>The order waits on our side; look again later.</summary>
    Waiting,

    /// <summary>They have rejected it.</summary>
    Rejected,

    /// <summary>It has arrived; nothing is left to do.</summary>
    Done,

    /// <summary>The order was taken back; the link shows nothing any more.</summary>
    Withdrawn,
}

/// <summary>What the page of a reply link shows: nothing that the mail's form does not, and no name of a patient.</summary>
public sealed record ReplyView
{
    public required string OrderNumber { get; init; }

    public required string TenantName { get; init; }

    public required string? TenantPhone { get; init; }

    public required string ManufacturerName { get; init; }

    public required DateOnly? NeededBy { get; init; }

    public required OrderStatus Status { get; init; }

    public required ReplyState State { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the order is confirmed, by whatever way.</summary>
    public required bool IsConfirmed { get; init; }

    public required IReadOnlyList<ReplyItem> Items { get; init; }

    /// <summary>Carrier and number of each parcel.</summary>
    public required IReadOnlyList<string> Parcels { get; init; }

    /// <summary>What was answered so far, oldest first.</summary>
    public required IReadOnlyList<(DateTimeOffset At, string Words)> Answers { get; init; }

    public bool MayReject => State == ReplyState.Open && Status is OrderStatus.SentToManufacturer or OrderStatus.Confirmed;
}

/// <summary>An item of the order and how many are still to be shipped.</summary>
public sealed record ReplyItem(Guid Id, string Name, string? Code, string Specification, int Quantity, int Left);

/// <summary>Parcels that have left, by the manufacturer.</summary>
/// <param name="Numbers">Pasted tracking numbers.</param>
/// <param name="Carrier">For numbers that do not tell by themselves.</param>
/// <param name="Quantities">How many of each item; null for all that is left.</param>
public sealed record ReplyShipment(string? Numbers, string? Carrier, IReadOnlyDictionary<Guid, int>? Quantities);

/// <summary>The rules of reply links, by name and in words for somebody who has no account here.</summary>
public static class ReplyRules
{
    public const string EndedRule = "reply.ended";
    public const string RejectedRule = "reply.rejected";
    public const string ShippedRule = "reply.shipped";
    public const string WaitingRule = "reply.waiting";
    public const string TooManyFilesRule = "reply.too_many_files";

    public const int WordsLength = 500;

    public static readonly IReadOnlyList<string> Reasons =
        ["Out of stock", "Product is discontinued", "Cannot ship by the date wanted", "Document missing or wrong", "Prescriber's signature missing", "Account is on hold", "Other reason"];

    public static readonly Failure Ended = new Failure.RuleBroken(EndedRule, "This link has ended: it was replaced by a newer message, or the order was taken back.");

    public static readonly Failure Rejected = new Failure.RuleBroken(RejectedRule, "You have rejected this order. Call us to take it up again; you get a new message then.");

    public static readonly Failure Shipped = new Failure.RuleBroken(ShippedRule, "Parcels of this order are on their way already. Call us if something is wrong.");

    public static readonly Failure Waiting = new Failure.RuleBroken(WaitingRule, "The order is on hold on our side, or its message has only just left. Please look again in a few minutes, or call us.");

    public static readonly Failure TooManyFiles = new Failure.RuleBroken(TooManyFilesRule, "Ten files came by this link already. Send further ones by e-mail.");

    public static ReplyState StateOf(OrderStatus status) => status switch
    {
        OrderStatus.SentToManufacturer or OrderStatus.Confirmed or OrderStatus.PartiallyShipped or OrderStatus.Shipped => ReplyState.Open,
        OrderStatus.ReadyToSend or OrderStatus.OnHold => ReplyState.Waiting,
        OrderStatus.RejectedByManufacturer => ReplyState.Rejected,
        OrderStatus.Delivered or OrderStatus.Received or OrderStatus.Used or OrderStatus.Closed => ReplyState.Done,
        _ => ReplyState.Withdrawn,
    };

    /// <summary>Why nothing can be answered in this state; null when it can.</summary>
    public static Failure? Refusal(ReplyState state) => state switch
    {
        ReplyState.Open => null,
        ReplyState.Waiting => Waiting,
        ReplyState.Rejected => Rejected,
        ReplyState.Done => Shipped,
        _ => Ended,
    };
}
