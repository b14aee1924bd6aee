using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Which of a tenant's orders a caller may see: the one place that narrows by assignment.</summary>
public static class OrderAccess
{
    /// <summary>All orders of the tenant but others' drafts, for finding one by its id. Lists ask <see cref="SubmittedOrders"/>.</summary>
    public static IQueryable<Order> VisibleOrders(this MedDistDbContext db)
    {
        var me = db.Call.UserId;
        return Scoped(db, db.Orders.Where(o => o.Section != QueueSection.Draft || o.CreatedByUserId == me));
    }

    /// <summary>All orders of the tenant but drafts. Asks for nothing that the queue's indexes do not hold, so that counting reads the index alone.</summary>
    public static IQueryable<Order> SubmittedOrders(this MedDistDbContext db) => Scoped(db, db.Orders.Where(o => o.Section != QueueSection.Draft));

    /// <summary>Whether nothing narrows what this caller sees of the tenant's orders.</summary>
    public static bool SeesAllOrders(this MedDistDbContext db) => db.Call.Role is not { } role || !role.IsLimitedToAssignments();

    /// <summary>For roles limited to assignments, only their organisations and facilities; providers, only their own there.</summary>
    private static IQueryable<Order> Scoped(MedDistDbContext db, IQueryable<Order> orders)
    {
        if (db.SeesAllOrders())
        {
            return orders;
        }

        var (me, role) = (db.Call.UserId, db.Call.Role);
        var organizations = db.Call.Assignments.OrganizationIds;
        var facilities = db.Call.Assignments.FacilityIds;
        orders = orders.Where(o => (o.OrganizationId != null && organizations.Contains(o.OrganizationId.Value)) || (o.FacilityId != null && facilities.Contains(o.FacilityId.Value)));
        return role == Role.Provider ? orders.Where(o => o.ProviderId == me || o.CreatedByUserId == me) : orders;
    }

    /// <summary>The order with its items and the manufacturer's settings, for a change; null when the caller may not see it.</summary>
    public static Task<Order?> FindVisibleAsync(this MedDistDbContext db, Guid id, CancellationToken cancel) =>
        db.VisibleOrders().Include(o => o.Items).FirstOrDefaultAsync(o => o.Id == id, cancel);
}
