using MedDist.Core.Users;

namespace MedDist.Core.Auditing;

/// <summary>Who reads the audit trail.</summary>
public static class AuditPermissions
{
    /// <summary>Read who changed what and who saw whom, check the seals, review emergency access.</summary>
    public const string View = "audit.view";

    /// <summary>Read on the page of a record who changed it.</summary>
    public const string History = "audit.history";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "Read who changed what and who saw whom, check the seals, review emergency access", [Role.TenantAdmin, Role.SuperAdmin]),
        new(History, "Read on the page of a record who changed it", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer]),
    ];

    public static bool MayView(Role? role) => All[0].Allows(role);

    public static bool MayReadHistory(Role? role) => All[1].Allows(role);
}
