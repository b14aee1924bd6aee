using MedDist.Core.Users;

namespace MedDist.Core.Clinical;

/// <summary>Who may read and write what is known of recipients' wounds and treatments: those who see recipients by name (minimum necessary, 45 CFR 164.502(b)).</summary>
public static class ClinicalPermissions
{
    public const string View = "clinical.view";

    public const string Record = "clinical.record";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(View, "See wounds and treatments", [Role.Provider, Role.FacilityManager, Role.TenantAdmin, Role.SuperAdmin]),
        new(Record, "Record wounds and treatments", [Role.Provider, Role.FacilityManager, Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayView(Role? role) => role is null || All[0].Allows(role);

    public static bool MayRecord(Role? role) => role is null || All[1].Allows(role);
}
