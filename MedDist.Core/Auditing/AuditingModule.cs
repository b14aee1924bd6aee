using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Auditing;

/// <summary>What auditing adds.</summary>
public static class AuditingModule
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) => services.AddScoped<PhiAccess>();
}

/// <summary>Records who looked at whose protected health information, and what for.</summary>
public sealed class PhiAccess(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TimeProvider clock)
{
    /// <summary>Writes one access. The system's own reading is not an access.</summary>
    public async Task RecordAsync(string resourceType, Guid resource, PhiAction action, string reason, CancellationToken cancel = default)
    {
        if (call.UserId is not { } user)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.PhiAccessLogs.Add(new PhiAccessLog
        {
            UserId = user,
            ResourceType = resourceType,
            ResourceIdentifier = resource.ToString(),
            Action = action,
            Reason = reason,
            IpAddress = call.IpAddress,
            SessionId = call.SessionId,
            AccessedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancel);
    }
}
