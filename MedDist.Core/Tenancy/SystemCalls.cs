using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Tenancy;

/// <summary>The system acting for one tenant, in a job or at start-up.</summary>
public sealed record SystemCall(Guid Tenant) : ICallContext
{
    public Guid? TenantId => Tenant;

    public Guid? UserId => null;

    public string UserName => "MedDist";

    public Role? Role => null;

    public AssignmentScope Assignments => AssignmentScope.None;

    public string? IpAddress => null;

    public string? SessionId => null;
}

/// <summary>The system before any tenant is known: listing tenants, finding the user who signs in. It sees no tenant-owned row.</summary>
public sealed record BeforeTenantCall : ICallContext
{
    public Guid? TenantId => null;

    public Guid? UserId => null;

    public string UserName => "MedDist";

    public Role? Role => null;

    public AssignmentScope Assignments => AssignmentScope.None;

    public string? IpAddress => null;

    public string? SessionId => null;
}
