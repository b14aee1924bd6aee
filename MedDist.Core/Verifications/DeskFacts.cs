using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tenancy;

namespace MedDist.Core.Verifications;

/// <summary>An order for a recipient from a manufacturer, as far as its verification cases care.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="On">The day that has to be covered.</param>
/// <param name="Stops">Whether the order cannot leave until that day is covered: not sent yet, and not approved without.</param>
/// <param name="HasLeft">Whether it is on its way already; its use is behind us once the day has passed.</param>
public sealed record PlannedUse(Guid OrderId, DateOnly On, bool Stops, bool HasLeft)
{
    /// <summary>What an order asks of its cases; null while it is not under way.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="status">How far it is.</param>
    /// <param name="heldFrom">What it goes back to, where it is on hold.</param>
    /// <param name="on">Its service date, else its delivery date.</param>
    /// <param name="isBypassed">It was approved without.</param>
    /// <param name="today">Counts where it has no day.</param>
    public static PlannedUse? Of(Guid orderId, OrderStatus status, OrderStatus? heldFrom, DateOnly? on, bool isBypassed, DateOnly today)
    {
        var waits = Order.WaitsToLeave(status, heldFrom);
        return IsUnderWay(status) ? new(orderId, on ?? today, waits && !isBypassed, !waits) : null;
    }

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
/// <param name="DueOn">What lists sort by: the next service date, else the last valid day while it is ahead, else the far future.</param>
public sealed record DeskFacts(DeskColumn Column, DateOnly? NextServiceOn, Guid? NextOrderId, IvrState? NextIvr, bool BlocksOrder, DateOnly DueOn)
{
    public static readonly DateOnly Far = new(9999, 12, 31);
}

/// <summary>What the column of a case depends on besides the case: the tenant's day and calendar.</summary>
/// <param name="Today">The tenant's calendar day.</param>
/// <param name="AskedSince">The working day before: who was asked then or later has not had a whole working day to answer.</param>
/// <param name="ExpiringDays">Days before its last valid day from which a case counts as expiring.</param>
/// <param name="Zone">The tenant's time zone.</param>
public sealed record DeskDay(DateOnly Today, DateOnly AskedSince, int ExpiringDays, TimeZoneInfo Zone)
{
    public DateOnly ExpiringTo => Today.AddDays(ExpiringDays);

    public static DeskDay Of(TenantSettings settings, TimeZoneInfo zone, DateOnly today) => new(today, settings.Calendar.Business().Before(today, 1), settings.ExpiringDays, zone);
}

/// <summary>Derives <see cref="DeskFacts"/> of a case from the case and the orders that need it.</summary>
public static class DeskFactRules
{
    /// <param name="theCase">With its periods.</param>
    /// <param name="required">What the manufacturer requires of this type; null for nothing.</param>
    /// <param name="uses">The orders of its recipient and manufacturer that are under way.</param>
    /// <param name="day">Today, as the tenant counts.</param>
    /// <param name="gone">Periods that the same save deletes; they hang on the case until it is done.</param>
    public static DeskFacts Of(Verification theCase, VerificationRequirement? required, IReadOnlyList<PlannedUse> uses, DeskDay day, IReadOnlySet<Guid>? gone = null)
    {
        if (!theCase.IsOpen || theCase.Status is VerificationStatus.NotApplicable or VerificationStatus.Superseded)
        {
            return new(DeskColumn.Closed, null, null, null, false, DeskFacts.Far);
        }

        var stands = OrderFactRules.FactsOf(theCase);
        VerificationFacts[] facts = [gone is null ? stands : stands with { Periods = [.. stands.Periods.Where(p => !gone.Contains(p.Id))] }];
        var planned = required is null ? [] : uses.Where(u => !u.HasLeft || u.On >= day.Today).OrderBy(u => u.On).ThenBy(u => u.OrderId).ToList();
        var next = planned.FirstOrDefault();
        var light = next is null ? (IvrState?)null : StateFor(next);
        var column = ColumnOf(theCase, light, day);
        return new(
            column, next?.On, next?.OrderId, light, planned.Any(u => u.Stops && StateFor(u) is not (IvrState.Valid or IvrState.NotRequired)),
            next?.On ?? (column is DeskColumn.Verified or DeskColumn.Expiring ? theCase.ExpiresOn : null) ?? DeskFacts.Far);

        IvrState StateFor(PlannedUse use) => VerificationPolicy.Answer([required!], facts, use.OrderId, use.On, day.Today).State;
    }

    private static DeskColumn ColumnOf(Verification theCase, IvrState? light, DeskDay day) => theCase.Status switch
    {
        VerificationStatus.Pending => DeskColumn.Needed,
        VerificationStatus.Generated => DeskColumn.Sent,
        VerificationStatus.Sent => theCase.SubmittedAt is { } at && DayCount.DayOf(at, day.Zone) < day.AskedSince ? DeskColumn.Waiting : DeskColumn.Sent,
        VerificationStatus.Rejected => DeskColumn.Rejected,
        VerificationStatus.Expired => DeskColumn.Expired,
        _ when theCase.ExpiresOn < day.Today => DeskColumn.Expired,

        // Verified for another order, where the manufacturer wants it for each.
        _ when light == IvrState.Missing => DeskColumn.Needed,
        _ when theCase.ExpiresOn <= day.ExpiringTo => DeskColumn.Expiring,
        _ => DeskColumn.Verified,
    };
}
