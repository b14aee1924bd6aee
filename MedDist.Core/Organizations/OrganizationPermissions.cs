using MedDist.Core.Users;

namespace MedDist.Core.Organizations;

/// <summary>Who looks after the customers of a tenant.</summary>
public static class OrganizationPermissions
{
    /// <summary>See and change organisations and facilities.</summary>
    public const string Manage = "organizations.manage";

    public static readonly IReadOnlyList<Permission> All = [new(Manage, "See and change organisations and facilities, with their addresses, contracts and documents", [Role.TenantAdmin, Role.SuperAdmin])];

    public static bool MayManage(Role? role) => All[0].Allows(role);
}
