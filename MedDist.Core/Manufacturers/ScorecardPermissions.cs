using MedDist.Core.Users;

namespace MedDist.Core.Manufacturers;

/// <summary>Who sees how manufacturers do.</summary>
public static class ScorecardPermissions
{
    /// <summary>See the scorecard. Learning it again is for who may triage.</summary>
    public const string View = "manufacturers.scorecard";

    public static readonly IReadOnlyList<Permission> All = [new(View, "See how fast and reliable manufacturers are", [Role.TenantAdmin, Role.SuperAdmin, Role.Viewer])];
}
