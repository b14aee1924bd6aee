namespace MedDist.Core.Orders;

/// <summary>How far an order is. Which moves exist is <see cref="OrderWorkflow"/>'s to say.</summary>
public enum OrderStatus
{
    Draft,

    /// <summary>Submitted by the provider, waiting for the coordinator (<c>pending_admin_review</c>).</summary>
    PendingReview,

    /// <summary>Back with the provider, with a comment.</summary>
    SentBack,

    /// <summary>Corrected by the provider, waiting for the coordinator again.</summary>
    Resubmitted,

    Approved,

    /// <summary>Forwarded by the coordinator; held for undo, then leaving through the outbox.</summary>
    ReadyToSend,

    /// <summary>Left the building (<c>submitted_to_manufacturer</c>).</summary>
    SentToManufacturer,

    Confirmed,
    PartiallyShipped,
    Shipped,
    Delivered,

    /// <summary>The facility confirmed what arrived; delivered is not received.</summary>
    Received,

    Used,
    Closed,
    Denied,
    RejectedByManufacturer,
    Cancelled,
    OnHold,
}

/// <summary>Kind of order.</summary>
public enum OrderType
{
    Standard,
    Rush,
    Consignment,
    Trial,
}

/// <summary>What the provider asks for.</summary>
public enum RequestType
{
    NewRequest,
    Reverification,
    AdditionalApplications,
    NewInsurance,
}

/// <summary>How fast the carrier delivers.</summary>
public enum ShippingSpeed
{
    FirstAm,
    EarlyNextDay,
    StandardNextDay,
    StandardTwoDay,
}

/// <summary>Where an order waits: the tabs of the queue. Stored, derived from status and sending by <see cref="Order.SectionOf(OrderStatus, SendState)"/>.</summary>
public enum QueueSection
{
    /// <summary>The coordinator must act.</summary>
    RequiresAction,

    /// <summary>Back with the provider.</summary>
    WithProvider,

    /// <summary>With the manufacturer.</summary>
    WithManufacturer,

    /// <summary>On the road.</summary>
    InTransit,

    /// <summary>Arrived, finished or stopped.</summary>
    Done,

    /// <summary>A draft, seen by its author only.</summary>
    Draft,
}

/// <summary>What became of the message to the manufacturer.</summary>
public enum SendState
{
    None,

    /// <summary>In the outbox.</summary>
    Waiting,

    Sent,

    /// <summary>Given up after the last try; a task for the coordinator.</summary>
    Failed,
}

/// <summary>Statuses and speeds in the words of the screen.</summary>
public static class OrderWords
{
    public static string Label(this OrderStatus status) => status switch
    {
        OrderStatus.PendingReview => "Pending review",
        OrderStatus.SentBack => "Sent back",
        OrderStatus.ReadyToSend => "Sending",
        OrderStatus.SentToManufacturer => "Sent to manufacturer",
        OrderStatus.PartiallyShipped => "Partially shipped",
        OrderStatus.RejectedByManufacturer => "Rejected by manufacturer",
        OrderStatus.OnHold => "On hold",
        _ => status.ToString(),
    };

    public static string Label(this QueueSection section) => section switch
    {
        QueueSection.RequiresAction => "Requires action",
        QueueSection.WithProvider => "Sent back",
        QueueSection.WithManufacturer => "Waiting on manufacturer",
        QueueSection.InTransit => "In transit",
        QueueSection.Draft => "Drafts",
        _ => "Done",
    };

    public static string Label(this ShippingSpeed speed) => speed switch
    {
        ShippingSpeed.FirstAm => "First AM",
        ShippingSpeed.EarlyNextDay => "Early next day",
        ShippingSpeed.StandardNextDay => "Standard next day",
        _ => "Standard two-day",
    };

    /// <summary>Business days the carrier takes.</summary>
    public static int TransitDays(this ShippingSpeed speed) => speed == ShippingSpeed.StandardTwoDay ? 2 : 1;

    public static string Label(this OrderAction action) => action switch
    {
        OrderAction.SendBack => "Sent back",
        OrderAction.Submit => "Submitted",
        OrderAction.Resubmit => "Resubmitted",
        OrderAction.Approve => "Approved",
        OrderAction.WithdrawApproval => "Approval withdrawn",
        OrderAction.Deny => "Denied",
        OrderAction.Forward => "Forwarded",
        OrderAction.RecallSend => "Sending undone",
        OrderAction.MarkSent => "Sent to manufacturer",
        OrderAction.Confirm => "Confirmed by manufacturer",
        OrderAction.RejectByManufacturer => "Rejected by manufacturer",
        OrderAction.ShipPartially => "Shipped in part",
        OrderAction.Ship => "Shipped",
        OrderAction.Deliver => "Delivered",
        OrderAction.Receive => "Received",
        OrderAction.Use => "Used",
        OrderAction.Close => "Closed",
        OrderAction.Cancel => "Cancelled",
        OrderAction.VoidParcel => "Parcel voided",
        OrderAction.VoidAllParcels => "All parcels voided",
        OrderAction.WithdrawDelivery => "Delivery withdrawn",
        OrderAction.Claim => "Claimed",
        OrderAction.Assign => "Assigned",
        OrderAction.LetGo => "Let go",
        OrderAction.HoldOver => "Hold is over",
        OrderAction.Hold => "Put on hold",
        _ => "Released from hold",
    };
}
