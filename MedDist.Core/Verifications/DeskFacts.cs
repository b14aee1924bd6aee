using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>An order for a recipient from a manufacturer, as far as its verification cases care.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="On">The day that has to be covered.</param>
/// <param name="Stops">Whether the order cannot leave until that day is covered: not sent yet, and not approved without.</param>
/// <param name="HasLeft">Whether it is on its way already; its use is behind us once the day has passed.</param>
public sealed record PlannedUse(Guid OrderId, DateOnly On, bool Stops, bool HasLeft)
{
    /// <summary>Whether an order of this status is submitted and not over.</summary>
    public static bool IsUnderWay(OrderStatus status) => status is not (OrderStatus.Draft or OrderStatus.Delivered or OrderStatus.Received or OrderStatus.Used or OrderStatus.Closed
        or OrderStatus.Denied or OrderStatus.Cancelled);
}

/// <summary>What lists of cases filter, count and sort by.</summary>
/// <param name="Column">Where it stands on the board.</param>
/// <param name="NextServiceOn">The next planned service date that needs it; null without an order.</param>
/// <param name="NextOrderId">The order of that day.</param>
/// <param name="NextIvr">Whether it covers that day, by <see cref="VerificationPolicy"/>; null without an order.</param>
/// <param name="BlocksOrder">Whether some order cannot leave because of it.</param>
/// <param name="DueOn">What lists sort by: the next service date, else the last valid day, else the far future.</param>
public sealed record DeskFacts(DeskColumn Column, DateOnly? NextServiceOn, Guid? NextOrderId, IvrState? NextIvr, bool BlocksOrder, DateOnly DueOn)
{
    public static readonly DateOnly Far = new(9999, 12, 31);
}

/// <summary>Derives <see cref="DeskFacts"/> of a case from the case and the orders that need it.</summary>
public static class DeskFactRules
{
    /// <param name="theCase">With its periods.</param>
    /// <param name="required">What the manufacturer requires of this type; null for nothing.</param>
    /// <param name="uses">The orders of its recipient and manufacturer that are under way.</param>
    /// <param name="today">The tenant's calendar day.</param>
    /// <param name="expiringDays">Days before its last valid day from which it counts as expiring.</param>
    /// <param name="zone">The tenant's time zone.</param>
    public static DeskFacts Of(Verification theCase, VerificationRequirement? required, IReadOnlyList<PlannedUse> uses, DateOnly today, int expiringDays, TimeZoneInfo zone)
    {
        if (!theCase.IsOpen || theCase.Status is VerificationStatus.NotApplicable or VerificationStatus.Superseded)
        {
            return new(DeskColumn.Closed, null, null, null, false, DeskFacts.Far);
        }

        VerificationFacts[] facts = [OrderFactRules.FactsOf(theCase)];
        var planned = required is null ? [] : uses.Where(u => !u.HasLeft || u.On >= today).OrderBy(u => u.On).ThenBy(u => u.OrderId).ToList();
        var next = planned.FirstOrDefault();
        var light = next is null ? (IvrState?)null : StateFor(next);
        return new(
            ColumnOf(theCase, light, today, expiringDays, zone), next?.On, next?.OrderId, light, planned.Any(u => u.Stops && StateFor(u) is not (IvrState.Valid or IvrState.NotRequired)),
            next?.On ?? theCase.ExpiresOn ?? DeskFacts.Far);

        IvrState StateFor(PlannedUse use) => VerificationPolicy.Answer([required!], facts, use.OrderId, use.On, today).State;
    }

    private static DeskColumn ColumnOf(Verification theCase, IvrState? light, DateOnly today, int expiringDays, TimeZoneInfo zone) => theCase.Status switch
    {
        VerificationStatus.Pending => DeskColumn.Needed,
        VerificationStatus.Generated => DeskColumn.Sent,
        VerificationStatus.Sent => theCase.SubmittedAt is { } at && Kernel.DayCount.DayOf(at, zone) < today ? DeskColumn.Waiting : DeskColumn.Sent,
        VerificationStatus.Rejected => DeskColumn.Rejected,
        VerificationStatus.Expired => DeskColumn.Expired,
        _ when theCase.ExpiresOn < today => DeskColumn.Expired,

        // Verified for another order, where the manufacturer wants it for each.
        _ when light == IvrState.Missing => DeskColumn.Needed,
        _ when theCase.ExpiresOn <= today.AddDays(expiringDays) => DeskColumn.Expiring,
        _ => DeskColumn.Verified,
    };
}
