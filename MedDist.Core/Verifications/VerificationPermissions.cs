using MedDist.Core.Users;

namespace MedDist.Core.Verifications;

/// <summary>Who may do what with verification cases. Sales reps see none (minimum necessary, 45 CFR 164.502(b)).</summary>
public static class VerificationPermissions
{
    /// <summary>See the cases of the recipients that one may see.</summary>
    public const string View = "verifications.view";

    /// <summary>Change cases: ask, record answers, import.</summary>
    public const string Update = "verifications.update";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "See verifications", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer, Role.Provider, Role.FacilityManager]),
        new(Update, "Change verifications", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayView(Role? role) => role is null || All[0].Allows(role);

    public static bool MayUpdate(Role? role) => role is null || All[1].Allows(role);
}
