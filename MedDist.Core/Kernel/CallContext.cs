using MedDist.Core.Users;

namespace MedDist.Core.Kernel;

/// <summary>Makes a context for a given caller. Only for the few places that decide who the caller is; everything else asks <c>IDbContextFactory</c>.</summary>
public delegate MedDistDbContext ContextFor(ICallContext call);

/// <summary>The caller of one scope. Set once, at its start; before that it is nobody and sees nothing.</summary>
public sealed class CallContext : ICallContext
{
    private ICallContext? caller;

    public Guid? TenantId => caller?.TenantId;

    public Guid? UserId => caller?.UserId;

    public string UserName => caller?.UserName ?? "Nobody";

    // Nobody is not the system: a role that no workflow step names.
    public Role? Role => caller is null ? Users.Role.Viewer : caller.Role;

    public AssignmentScope Assignments => caller?.Assignments ?? AssignmentScope.None;

    public string? IpAddress => caller?.IpAddress;

    public string? SessionId => caller?.SessionId;

    /// <summary>Fixes the caller of this scope; a second, different one is a bug.</summary>
    public void Become(ICallContext who)
    {
        if (caller is not null && !caller.Equals(who))
        {
            throw new InvalidOperationException("The caller of this scope is already set.");
        }

        caller = who;
    }
}

/// <summary>A signed-in user as the caller.</summary>
public sealed record UserCall(Guid? TenantId, Guid User, string UserName, Role UserRole, AssignmentScope Assignments, string? IpAddress, string? SessionId) : ICallContext
{
    public Guid? UserId => User;

    public Role? Role => UserRole;
}
