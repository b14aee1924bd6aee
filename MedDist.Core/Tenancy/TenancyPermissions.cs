using MedDist.Core.Users;

namespace MedDist.Core.Tenancy;

/// <summary>Who may do what across tenants.</summary>
public static class TenancyPermissions
{
    /// <summary>List tenants and enter one.</summary>
    public const string Enter = "tenancy.enter";

    public static readonly IReadOnlyList<Permission> All = [new(Enter, "List tenants and enter one, with a reason that is recorded", [Role.SuperAdmin])];
}
