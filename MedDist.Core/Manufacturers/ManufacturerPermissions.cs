using MedDist.Core.Users;

namespace MedDist.Core.Manufacturers;

/// <summary>Who may do what with manufacturers.</summary>
public static class ManufacturerPermissions
{
    /// <summary>See manufacturers, their contacts and settings.</summary>
    public const string View = "manufacturers.view";

    /// <summary>Change contacts and settings.</summary>
    public const string Manage = "manufacturers.manage";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "See manufacturers with their contacts and settings", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer]),
        new(Manage, "Change contacts and settings of manufacturers", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayManage(Role? role) => All[1].Allows(role);
}
