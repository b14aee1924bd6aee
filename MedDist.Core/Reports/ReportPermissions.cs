using MedDist.Core.Users;

namespace MedDist.Core.Reports;

/// <summary>Who may read which report.</summary>
public static class ReportPermissions
{
    /// <summary>How long orders take to write.</summary>
    public const string FormTimes = "reports.form_times";

    /// <summary>The catalogue of reports.</summary>
    public const string Read = "reports.read";

    /// <summary>What users do.</summary>
    public const string Users = "reports.users";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(FormTimes, "See how long orders take to write", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer]),
        new(Read, "Read and schedule reports", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer]),
        new(Users, "Read what users do", [Role.TenantAdmin, Role.SuperAdmin]),
    ];

    public static bool MayRead(Role? role) => All[1].Allows(role);

    public static bool MayReadUsers(Role? role) => All[2].Allows(role);

    public static bool MaySeeFormTimes(Role? role) => All[0].Allows(role);
}
