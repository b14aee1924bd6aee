namespace MedDist.Core.Orders;

/// <summary>What an entry of the timeline tells of; the timeline is filtered by it.</summary>
public enum TimelineKind
{
    Step,
    Comment,
    Edit,
    Document,
    Message,
    Shipment,
    Ivr,
    Hold,
    Claim,
}

/// <summary>One thing that happened around an order.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="At">When.</param>
/// <param name="Title">What, in a few words.</param>
/// <param name="By">Who; null where nobody is recorded.</param>
public sealed record TimelineEntry(TimelineKind Kind, DateTimeOffset At, string Title, string? By)
{
    /// <summary>Comment or reason.</summary>
    public string? Text { get; init; }

    /// <summary>Fields from what to what.</summary>
    public IReadOnlyList<RevisedField> Fields { get; init; } = [];

    /// <summary>A coordinator did what is the provider's to do.</summary>
    public bool OnBehalf { get; init; }

    /// <summary>Stays with the order desk.</summary>
    public bool IsInternal { get; init; }

    /// <summary>It went wrong.</summary>
    public bool IsFailure { get; init; }

    /// <summary>The status it led to, for steps.</summary>
    public OrderStatus? To { get; init; }
}

/// <summary>Kinds of entries in the words of the screen.</summary>
public static class TimelineWords
{
    /// <summary>Stands in for what a role may not read.</summary>
    public const string Hidden = "•••";

    public static string Label(this TimelineKind kind) => kind switch
    {
        TimelineKind.Step => "Steps",
        TimelineKind.Comment => "Comments",
        TimelineKind.Edit => "Edits",
        TimelineKind.Document => "Documents",
        TimelineKind.Message => "Messages",
        TimelineKind.Shipment => "Shipments",
        TimelineKind.Ivr => "IVR",
        TimelineKind.Hold => "Holds",
        _ => "Claims",
    };

    /// <summary>Where a step of an order is listed.</summary>
    public static TimelineKind KindOf(OrderAction action) => action switch
    {
        OrderAction.Hold or OrderAction.Release or OrderAction.HoldOver => TimelineKind.Hold,
        OrderAction.Claim or OrderAction.Assign or OrderAction.LetGo => TimelineKind.Claim,
        _ => TimelineKind.Step,
    };
}
