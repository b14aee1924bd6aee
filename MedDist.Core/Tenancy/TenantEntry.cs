using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tenancy;

/// <summary>A super admin steps into a tenant: explicitly, with a reason, and recorded in that tenant's activity log.</summary>
public sealed class TenantEntry(ContextFor contexts, TimeProvider clock)
{
    public const int ReasonLength = 500;

    /// <summary>Records the entry and returns the tenant; refused for other roles, without a reason, and for unknown tenants.</summary>
    public async Task<Result<Tenant>> EnterAsync(ICallContext who, Guid tenantId, string? reason, CancellationToken cancel = default)
    {
        if (who.Role != Role.SuperAdmin || who.UserId is not { } userId)
        {
            return new Failure.Forbidden("Only a super admin may enter a tenant.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonLength)
        {
            return new Failure.Invalid("Reason", $"Write why you enter this tenant, in at most {ReasonLength} characters; its activity log shows it.");
        }

        await using var db = contexts(new SystemCall(tenantId));
        if (await db.Tenants.FirstOrDefaultAsync(t => t.Id == tenantId, cancel) is not { } tenant)
        {
            return new Failure.NotFound("tenant");
        }

        db.ActivityLogs.Add(new ActivityLog
        {
            UserId = userId,
            Action = "tenant.entered",
            EntityType = nameof(Tenant),
            EntityId = tenantId,
            Metadata = new() { ["reason"] = reason.Trim(), ["user"] = who.UserName },
            IpAddress = who.IpAddress,
            CreatedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancel);
        return tenant;
    }
}
