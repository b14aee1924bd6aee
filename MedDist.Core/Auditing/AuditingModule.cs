using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Auditing;

/// <summary>What auditing adds.</summary>
public static class AuditingModule
{
    public static IServiceCollection AddAuditing(this IServiceCollection services, IConfiguration configuration) => services
        .AddNotificationEvents(
        [
            new(AuditVerification.Tampered, "Audit", "The audit trail does not match its seals", [Role.TenantAdmin]) { Email = EmailChoice.Now, AlwaysInApp = true, Escalates = true },
            new(EmergencyService.Opened, "Audit", "Emergency access waits for your review", [Role.TenantAdmin]) { Email = EmailChoice.Now, AlwaysInApp = true, Escalates = true },
            new(AnomalyDigest.Event, "Audit", "Unusual accesses to look at", [Role.TenantAdmin]),
        ])
        .AddSingleton(AuditOptions.From(configuration))
        .AddScoped<AuditSealing>()
        .AddScoped<AuditVerification>()
        .AddScoped<AuditRetention>()
        .AddScoped<AuditQueries>()
        .AddScoped<RecordHistoryQueries>()
        .AddScoped<AccessQueries>()
        .AddScoped<EmergencyService>()
        .AddScoped<AnomalyDigest>()
        .AddExport<AuditExport>()
        .AddExport<AccessExport>()
        .AddScoped<PhiAccess>();
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

    /// <summary>An emergency says so for as long as it opens somebody.</summary>
    private async Task<string> PurposeAsync(MedDistDbContext db, string resourceType, string resource, CancellationToken cancel)
    {
        if (!EmergencyPermissions.MayAsk(call.Role) || !Guid.TryParse(resource, out var id))
        {
            return PurposeOf(call.Role);
        }

        var open = db.OpenEmergencies();
        var category = await (resourceType == "verification" ? open.Where(e => db.Verifications.Any(v => v.Id == id && v.RecipientId == e.RecipientId))
            : open.Where(e => e.RecipientId == id)).Select(e => (EmergencyCategory?)e.Category).FirstOrDefaultAsync(cancel);
        return category is { } why ? $"Emergency access, {why.Label().ToLowerInvariant()}" : PurposeOf(call.Role);
    }

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
            Reason = $"{await PurposeAsync(db, resourceType, resource, cancel)}: {reason}",
            IpAddress = call.IpAddress,
            SessionId = call.SessionId,
            AccessedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancel);
    }
}
