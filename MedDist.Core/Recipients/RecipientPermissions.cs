using MedDist.Core.Users;

namespace MedDist.Core.Recipients;

/// <summary>Who may do what with recipients. Sales reps see them by initials with their orders alone (minimum necessary, 45 CFR 164.502(b)).</summary>
public static class RecipientPermissions
{
    /// <summary>Search recipients and open their pages: all of the tenant, or those of one's assignments (<see cref="RecipientAccess"/>).</summary>
    public const string View = "recipients.view";

    /// <summary>Enter and change recipients, their cover and reminders.</summary>
    public const string Edit = "recipients.edit";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Find recipients and open their pages", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer, Role.Provider, Role.FacilityManager]),
        new(Edit, "Enter and change recipients, their cover and reminders", [Role.TenantAdmin, Role.SuperAdmin, Role.Provider, Role.FacilityManager]),
    ];

    public static bool MayView(Role? role) => role is null || All[0].Allows(role);

    public static bool MayEdit(Role? role) => role is null || All[1].Allows(role);
}
