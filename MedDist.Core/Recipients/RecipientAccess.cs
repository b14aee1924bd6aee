using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Recipients;

/// <summary>
/// Which of a tenant's recipients a caller may see: the one place that narrows by assignment. Who is limited to assignments sees those that are registered with their organisations or facilities,
/// and those of orders that they may see.
/// </summary>
public static class RecipientAccess
{
    public static IQueryable<Recipient> VisibleRecipients(this MedDistDbContext db)
    {
        if (db.SeesAllOrders())
        {
            return db.Recipients;
        }

        var organizations = db.Call.Assignments.OrganizationIds;
        var facilities = db.Call.Assignments.FacilityIds;
        var orders = db.VisibleOrders();
        return db.Recipients.Where(r => (r.OrganizationId != null && organizations.Contains(r.OrganizationId.Value)) || (r.FacilityId != null && facilities.Contains(r.FacilityId.Value))
            || orders.Any(o => o.RecipientId == r.Id));
    }
}
