using MedDist.Core.Users;

namespace MedDist.Core.Kernel;

/// <summary>Who asks, for which tenant; set once per circuit, request or job and then fixed.</summary>
public interface ICallContext
{
    /// <summary>The tenant whose rows may be read and written; null sees no tenant's rows.</summary>
    Guid? TenantId { get; }

    /// <summary>The signed-in user; null for the system itself (jobs, start-up).</summary>
    Guid? UserId { get; }

    /// <summary>Name for records that outlive the user, for example a timeline.</summary>
    string UserName { get; }

    /// <summary>Null for the system itself, which may do what <see cref="Role"/>s may not, such as mark an order as sent.</summary>
    Role? Role { get; }

    /// <summary>Organisations and facilities the user is limited to; only read for roles that are limited (<see cref="RoleRules.IsLimitedToAssignments"/>).</summary>
    AssignmentScope Assignments { get; }

    /// <summary>Where the call came from, for the audit trail; null in jobs.</summary>
    string? IpAddress { get; }

    /// <summary>The sign-in session, for the audit trail; null in jobs.</summary>
    string? SessionId { get; }
}

/// <summary>The organisations (with all their facilities) and single facilities a user is assigned to.</summary>
public sealed record AssignmentScope(IReadOnlyList<Guid> OrganizationIds, IReadOnlyList<Guid> FacilityIds)
{
    public static readonly AssignmentScope None = new([], []);
}
