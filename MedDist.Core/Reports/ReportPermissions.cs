using MedDist.Core.Users;

namespace MedDist.Core.Reports;

/// <summary>Who may read which report.</summary>
public static class ReportPermissions
{
    /// <summary>How long orders take to write.</summary>
    public const string FormTimes = "reports.form_times";

    public static readonly IReadOnlyList<Permission> All = [new(FormTimes, "See how long orders take to write", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer])];

    public static bool MaySeeFormTimes(Role? role) => All[0].Allows(role);
}
