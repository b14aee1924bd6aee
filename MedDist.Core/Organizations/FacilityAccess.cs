using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Users;

namespace MedDist.Core.Organizations;

/// <summary>Where a caller works, and with whom: the one place that narrows facilities and providers by assignment.</summary>
public static class FacilityAccess
{
    /// <summary>The facilities that the caller may register recipients with and order for: all of the tenant, or those of their assignments.</summary>
    public static IQueryable<Facility> AssignedFacilities(this MedDistDbContext db)
    {
        if (db.SeesAllOrders())
        {
            return db.Facilities;
        }

        var organizations = db.Call.Assignments.OrganizationIds;
        var facilities = db.Call.Assignments.FacilityIds;
        return db.Facilities.Where(f => organizations.Contains(f.OrganizationId) || facilities.Contains(f.Id));
    }

    /// <summary>Of these the ones that can be ordered for: active, of an active organisation, and able to receive goods.</summary>
    public static IQueryable<Facility> OrderingFacilities(this MedDistDbContext db) =>
        db.AssignedFacilities().Where(f => f.Status == AccountStatus.Active && f.Organization!.Status == AccountStatus.Active && f.IsShipTo);

    /// <summary>The active providers that the caller may order for: providers for themselves, office staff for those who work at their facilities, the order desk for any.</summary>
    public static IQueryable<User> OrderingProviders(this MedDistDbContext db)
    {
        var (me, tenant) = (db.Call.UserId, db.Call.TenantId);
        var providers = db.Users.Where(u => u.Role == Role.Provider && u.IsActive && u.TenantId == tenant);
        if (db.SeesAllOrders())
        {
            return providers;
        }

        var places = db.AssignedFacilities();
        return db.Call.Role == Role.Provider ? providers.Where(u => u.Id == me)
            : providers.Where(u => db.UserAssignments.Any(a => a.UserId == u.Id && places.Any(f => f.Id == a.AssignableId || f.OrganizationId == a.AssignableId)));
    }
}
