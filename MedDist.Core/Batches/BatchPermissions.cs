using MedDist.Core.Users;

namespace MedDist.Core.Batches;

/// <summary>Who sees and runs batches. What a batch does asks for its own permission besides (<see cref="IBatchAction.MayRun"/>).</summary>
public static class BatchPermissions
{
    /// <summary>See, run and cancel bulk actions.</summary>
    public const string View = "batches.view";

    public static readonly IReadOnlyList<Permission> All = [new(View, "See, run and cancel bulk actions", [Role.TenantAdmin, Role.SuperAdmin])];

    public static bool May(Role? role) => All[0].Allows(role);
}
