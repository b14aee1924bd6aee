using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Data.Demo;

/// <summary>A demo user, or without one the system itself, as the one who moves an order.</summary>
internal sealed record DemoCaller(Guid? TenantId, User? User) : ICallContext
{
    public Guid? UserId => User?.Id;

    public string UserName => User?.FullName ?? "MedDist";

    public Role? Role => User?.Role;

    public AssignmentScope Assignments => AssignmentScope.None;

    public string? IpAddress => null;

    public string? SessionId => null;
}
