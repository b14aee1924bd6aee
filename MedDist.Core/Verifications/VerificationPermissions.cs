using MedDist.Core.Users;

namespace MedDist.Core.Verifications;

/// <summary>Who sees verification cases, and who changes them.</summary>
public static class VerificationPermissions
{
    /// <summary>See the cases of the recipients that one may see.</summary>
    public const string View = "verifications.view";

    /// <summary>Verify, reject, renew and import.</summary>
    public const string Update = "verifications.update";

    /// <summary>Plan renewals and ask manufacturers for them.</summary>
    public const string Ask = "verifications.ask";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "See verifications", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer, Role.Provider, Role.FacilityManager]),
        new(Update, "Verify, reject, renew and import verifications", [Role.TenantAdmin, Role.SuperAdmin]),
        new(Ask, "Plan renewals of verifications and ask manufacturers for them", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayView(Role? role) => All[0].Allows(role);

    public static bool MayUpdate(Role? role) => All[1].Allows(role);

    public static bool MayAsk(Role? role) => All[2].Allows(role);
}
