using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;

namespace MedDist.Core.Recipients;

/// <summary>
/// Which of a tenant's recipients a caller may see: the one place that narrows by assignment. Who is limited to assignments sees those that are registered with their organisations or facilities,
/// those of orders that they may see, and whom an emergency opens to them for two hours (<see cref="EmergencyScope"/>).
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
        var emergencies = db.OpenEmergencies();
        return db.Recipients.Where(r => (r.OrganizationId != null && organizations.Contains(r.OrganizationId.Value)) || (r.FacilityId != null && facilities.Contains(r.FacilityId.Value))
            || orders.Any(o => o.RecipientId == r.Id) || emergencies.Any(e => e.RecipientId == r.Id));
    }
}
