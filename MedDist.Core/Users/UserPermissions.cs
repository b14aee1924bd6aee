namespace MedDist.Core.Users;

/// <summary>Who looks after the people of a tenant.</summary>
public static class UserPermissions
{
    /// <summary>See, invite, change and deactivate users.</summary>
    public const string Manage = "users.manage";

    public static readonly IReadOnlyList<Permission> All = [new(Manage, "See, invite, change and deactivate users, and say where they work", [Role.TenantAdmin, Role.SuperAdmin])];

    public static bool MayManage(Role? role) => All[0].Allows(role);
}
