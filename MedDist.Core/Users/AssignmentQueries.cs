using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Users;

/// <summary>Reads what a user is and is assigned to, before that user becomes the caller.</summary>
public sealed class AssignmentQueries(ContextFor contexts)
{
    public async Task<AssignmentScope> OfAsync(Guid tenantId, Guid userId, CancellationToken cancel = default)
    {
        await using var db = contexts(new SystemCall(tenantId));
        var all = await db.UserAssignments.Where(a => a.UserId == userId).Select(a => new { a.AssignableType, a.AssignableId }).ToListAsync(cancel);
        return new(
            [.. all.Where(a => a.AssignableType == AssignableType.Organization).Select(a => a.AssignableId)],
            [.. all.Where(a => a.AssignableType == AssignableType.Facility).Select(a => a.AssignableId)]);
    }

    /// <summary>The user as a caller in a tenant, with the role of now; null when they are gone, deactivated, or of another tenant.</summary>
    public async Task<UserCall?> CallOfAsync(Guid tenantId, Guid userId, CancellationToken cancel = default)
    {
        await using var db = contexts(new BeforeTenantCall());
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId && u.IsActive && (u.TenantId == tenantId || u.Role == Role.SuperAdmin), cancel);
        return user is null ? null
            : new(tenantId, user.Id, user.FullName, user.Role, user.Role.IsLimitedToAssignments() ? await OfAsync(tenantId, userId, cancel) : AssignmentScope.None, null, null);
    }
}
