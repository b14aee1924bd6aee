using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using MedDist.Core.Users;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Whom a caller may order for: the one place of the form that narrows by assignment.</summary>
internal static class RecipientReach
{
    /// <summary>All of the tenant; for roles limited to assignments, those of orders that they see.</summary>
    public static IQueryable<Recipient> RecipientsToOrderFor(this MedDistDbContext db)
    {
        if (db.Call.Role is not { } role || !role.IsLimitedToAssignments())
        {
            return db.Recipients;
        }

        var orders = db.VisibleOrders();
        return db.Recipients.Where(r => orders.Any(o => o.RecipientId == r.Id));
    }
}
