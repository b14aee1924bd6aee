using MedDist.Core.Users;

namespace MedDist.Core.Tenancy;

/// <summary>Who may do what across tenants, and to a tenant itself.</summary>
public static class TenancyPermissions
{
    /// <summary>List tenants and enter one.</summary>
    public const string Enter = "tenancy.enter";

    /// <summary>Change how the tenant's house is run, such as its calendar.</summary>
    public const string Configure = "tenancy.configure";

    /// <summary>See the background jobs and run one now.</summary>
    public const string RunJobs = "tenancy.jobs";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Enter, "List tenants and enter one, with a reason that is recorded", [Role.SuperAdmin]),
        new(Configure, "Change working days, holidays and carriers", [Role.TenantAdmin, Role.SuperAdmin]),
        new(RunJobs, "See the background jobs of the tenant and run one now", [Role.TenantAdmin, Role.SuperAdmin]),
    ];
}
