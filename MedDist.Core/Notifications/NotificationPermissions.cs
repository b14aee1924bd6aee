using MedDist.Core.Users;

namespace MedDist.Core.Notifications;

/// <summary>Who may do what with notifications.</summary>
public static class NotificationPermissions
{
    /// <summary>Read the own notifications and choose which to get.</summary>
    public const string Own = "notifications.own";

    /// <summary>Write the tenant's templates.</summary>
    public const string Templates = "notifications.templates";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Own, "Read the own notifications and choose which to get", [.. Enum.GetValues<Role>()]),
        new(Templates, "Write the words of the tenant's mail to its users", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayWriteTemplates(Role? role) => All[1].Allows(role);
}
