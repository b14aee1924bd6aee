using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>The tabs of the queue.</summary>
public enum QueueTab
{
    Action,

    /// <summary>Open orders that the caller has claimed or was assigned to.</summary>
    Mine,

    Manufacturer,

    /// <summary>Messages to manufacturers that were given up.</summary>
    Failed,

    Returned,
    Transit,
    Done,
    All,
}

/// <summary>Columns a list of orders can be sorted by; <see cref="Urgency"/> is the default.</summary>
public enum OrderSort
{
    Urgency,
    Number,
    Recipient,
    ServiceDate,
    DeliveryDate,
    Submitted,
}

/// <summary>What the rows of a list are gathered under.</summary>
public enum OrderGroup
{
    None,

    /// <summary>Recipient and manufacturer: the orders that one IVR is for.</summary>
    Episode,
}

/// <summary>What a list of orders shows. All of it lives in the address of the page.</summary>
public sealed record OrderFilter
{
    public const int MaxPageSize = 200;

    public QueueTab Tab { get; init; } = QueueTab.Action;

    /// <summary>Words that must all occur in the order number or the recipient's name.</summary>
    public string? Search { get; init; }

    public Guid? ManufacturerId { get; init; }

    public Guid? FacilityId { get; init; }

    public OrderStatus? Status { get; init; }

    public IvrState? Ivr { get; init; }

    public bool RushOnly { get; init; }

    /// <summary>The code of a flag that the orders have.</summary>
    public string? Flag { get; init; }

    /// <summary>Orders that passed a milestone in a span of time.</summary>
    public OrderSpan? Span { get; init; }

    /// <summary>Only those that neither arrived nor were denied or cancelled.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Only those that were sent back at least once.</summary>
    public bool SentBackOnly { get; init; }

    /// <summary>Only those whose IVR is neither valid nor unneeded.</summary>
    public bool UncoveredOnly { get; init; }

    public OrderSort Sort { get; init; } = OrderSort.Urgency;

    public bool Descending { get; init; }

    public OrderGroup Group { get; init; }

    /// <summary>Rows before the page; groups, where there are any.</summary>
    public int Skip { get; init; }

    public int Take { get; init; } = 50;

    /// <summary>What another tab shows under this search and these filters: all but the status, which belongs to one tab.</summary>
    public OrderFilter ForTab(QueueTab tab) => tab == Tab ? this : this with { Tab = tab, Status = null, Skip = 0 };

    public static QueueSection? SectionOf(QueueTab tab) => tab switch
    {
        QueueTab.Action => QueueSection.RequiresAction,
        QueueTab.Returned => QueueSection.WithProvider,
        QueueTab.Manufacturer => QueueSection.WithManufacturer,
        QueueTab.Transit => QueueSection.InTransit,
        QueueTab.Done => QueueSection.Done,
        _ => null,
    };
}
