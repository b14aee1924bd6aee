using MedDist.Core.Kernel;
using MedDist.Core.Users;
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
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(1);

    private (string Reason, HashSet<Guid> Subjects, DateTimeOffset At) lately = ("", [], DateTimeOffset.MinValue);

    /// <summary>Writes one access. The system's own reading is not an access.</summary>
    public Task RecordAsync(string resourceType, Guid resource, PhiAction action, string reason, CancellationToken cancel = default) =>
        WriteAsync(resourceType, resource.ToString(), [], action, reason, cancel);

    /// <summary>
    /// Writes one access for a list of people that was shown. A list that only narrows down one shown less than a minute ago, as happens while one types, shows nobody anew and writes nothing.
    /// </summary>
    public async Task RecordHitsAsync(string resourceType, IReadOnlyList<Guid> subjects, string reason, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        if (subjects.Count == 0 || (lately.Reason == reason && now - lately.At < OneLook && lately.Subjects.IsSupersetOf(subjects)))
        {
            return;
        }

        lately = (reason, [.. subjects], now);
        await WriteAsync(resourceType + ".list", Guid.CreateVersion7(now).ToString(), subjects, PhiAction.View, reason, cancel);
    }

    /// <summary>What a role looks at people for, in the terms of 45 CFR 164.506(c); stands before the reason.</summary>
    public static string PurposeOf(Role? role) => role switch
    {
        Role.Provider or Role.FacilityManager => "Treatment",
        Role.TenantAdmin or Role.SuperAdmin => "Payment and supply",
        _ => "Operations",
    };

    private async Task WriteAsync(string resourceType, string resource, IReadOnlyList<Guid> subjects, PhiAction action, string reason, CancellationToken cancel)
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
            ResourceIdentifier = resource,
            Subjects = subjects,
            Action = action,
            Reason = $"{PurposeOf(call.Role)}: {reason}",
            IpAddress = call.IpAddress,
            SessionId = call.SessionId,
            AccessedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancel);
    }
}
