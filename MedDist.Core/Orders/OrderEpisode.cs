using MedDist.Core.Verifications;

namespace MedDist.Core.Orders;

/// <summary>Whom and from whom orders are for: what one IVR covers.</summary>
public readonly record struct EpisodeKey(Guid? RecipientId, Guid? ManufacturerId);

/// <summary>The orders of one recipient from one manufacturer, as the head of their group shows them: both statuses, of the order and of the IVR.</summary>
/// <param name="Key">Recipient and manufacturer.</param>
/// <param name="Orders">How many of its orders the list holds.</param>
/// <param name="Urgent">The order that has to leave first; its status is the group's.</param>
/// <param name="Ivr">The order whose IVR light is the worst; the light and its sentence are the group's.</param>
public sealed record OrderEpisode(EpisodeKey Key, int Orders, OrderRow Urgent, OrderRow Ivr)
{
    /// <summary>The group of orders that stand most urgent first.</summary>
    public static OrderEpisode Of(IReadOnlyList<OrderRow> orders) => new(orders[0].Episode, orders.Count, orders[0], orders.MinBy(o => Rank(o.IvrState))!);

    /// <summary>How bad a light is; the worst is 0.</summary>
    private static int Rank(IvrState state) => state switch
    {
        IvrState.Rejected => 0,
        IvrState.Expired => 1,
        IvrState.Missing => 2,
        IvrState.LapsesBefore => 3,
        IvrState.Requested => 4,
        IvrState.Valid => 5,
        _ => 6,
    };
}
