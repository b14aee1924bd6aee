using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Manufacturers;

/// <summary>The system acting on what a manufacturer answers by its reply link; it may do what a manufacturer's answer may.</summary>
public sealed record ReplyCall(Guid Tenant, string ManufacturerName, string? IpAddress) : ICallContext
{
    public Guid? TenantId => Tenant;

    public Guid? UserId => null;

    public string UserName => $"{ManufacturerName} (reply link)";

    public Role? Role => null;

    public AssignmentScope Assignments => AssignmentScope.None;

    public string? SessionId => null;
}
