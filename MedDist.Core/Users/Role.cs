namespace MedDist.Core.Users;

/// <summary>What a user is to the installation. One role each.</summary>
public enum Role
{
    /// <summary>Runs the installation; belongs to no tenant and enters one explicitly.</summary>
    SuperAdmin,

    /// <summary>Ashley: coordinates a tenant's orders and runs its house.</summary>
    TenantAdmin,

    SalesRep,

    /// <summary>The clinician who orders.</summary>
    Provider,

    /// <summary>Office staff who order and receive for a facility.</summary>
    FacilityManager,

    /// <summary>Reads everything of the tenant, changes nothing.</summary>
    Viewer,
}

/// <summary>What follows from a role alone.</summary>
public static class RoleRules
{
    /// <summary>Providers, facility managers and sales reps see only the organisations and facilities they are assigned to.</summary>
    public static bool IsLimitedToAssignments(this Role role) => role is Role.Provider or Role.FacilityManager or Role.SalesRep;

    /// <summary>The role in the words of the screen.</summary>
    public static string Label(this Role role) => role switch
    {
        Role.SuperAdmin => "Super admin",
        Role.TenantAdmin => "Order coordinator",
        Role.SalesRep => "Sales rep",
        Role.Provider => "Provider",
        Role.FacilityManager => "Facility manager",
        _ => "Viewer",
    };
}
