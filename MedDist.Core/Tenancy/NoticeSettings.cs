using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tenancy;

/// <summary>When a tenant's coordinators are told, as it is to be from now on.</summary>
/// <param name="WarnDays">Days before the last valid day of a verification.</param>
/// <param name="EscalateAfterHours">Hours until an unread notification goes to another coordinator; null for never.</param>
/// <param name="SeenVersion">The version of the tenant that the caller looked at.</param>
public sealed record SetNotices(IReadOnlyList<int> WarnDays, int? EscalateAfterHours, int SeenVersion)
{
    public const int MostThresholds = 6;
    public const int MostDays = 180;
    public const int MostHours = 168;

    /// <summary>What is wrong with it, or null. The page and the service both ask here.</summary>
    public Failure? Check()
    {
        Dictionary<string, string[]> wrong = [];
        if (WarnDays.Count is 0 or > MostThresholds)
        {
            wrong[nameof(WarnDays)] = [$"Write 1 to {MostThresholds} numbers of days, for example 30, 14, 7."];
        }
        else if (WarnDays.Any(d => d is < 1 or > MostDays))
        {
            wrong[nameof(WarnDays)] = [$"Each number of days is from 1 to {MostDays}."];
        }
        else if (WarnDays.Distinct().Count() < WarnDays.Count)
        {
            wrong[nameof(WarnDays)] = ["A number of days stands there twice; remove one of them."];
        }

        if (EscalateAfterHours is < 1 or > MostHours)
        {
            wrong[nameof(EscalateAfterHours)] = [$"From 1 to {MostHours} hours, or nothing for never."];
        }

        return wrong.Count > 0 ? new Failure.Invalid(wrong) : null;
    }

    /// <summary>Reads days as they are typed: numbers with commas or blanks between; null where something else stands there.</summary>
    public static IReadOnlyList<int>? Read(string? text)
    {
        var parts = (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);
        var days = parts.Select(p => int.TryParse(p, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var d) ? d : (int?)null).ToList();
        return days.Contains(null) ? null : [.. days.Select(d => d!.Value)];
    }
}

/// <summary>Reads and changes when a tenant's coordinators are told.</summary>
public sealed class NoticeSettings(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, TimeProvider clock)
{
    private static readonly Failure Stale = new Failure.Stale("page of settings");

    private static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: changing when the desk is warned. Ask the order coordinator.");

    public async Task<SetNotices> GetAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(cancel);
        return new(tenant.Settings.WarnDays, tenant.Settings.EscalateAfterHours, tenant.Version);
    }

    /// <summary>Saves them, with an entry of the audit trail. Fails when something is wrong with them, for other roles, and when somebody else changed the tenant's settings meanwhile.</summary>
    public async Task<Result> SetAsync(SetNotices set, CancellationToken cancel = default)
    {
        if (call.Role is not { } role || !TenancyPermissions.All.First(p => p.Name == TenancyPermissions.Configure).Allows(role))
        {
            return NotYours;
        }

        if (set.Check() is { } wrong)
        {
            return wrong;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var tenant = await db.Tenants.SingleAsync(cancel);
        if (tenant.Version != set.SeenVersion)
        {
            return Stale;
        }

        var before = tenant.Settings;
        tenant.Configure(before with { WarnDays = [.. set.WarnDays.OrderDescending()], EscalateAfterHours = set.EscalateAfterHours });
        db.ActivityLogs.Add(new ActivityLog
        {
            UserId = call.UserId,
            Action = "tenant.notices_changed",
            EntityType = nameof(Tenant),
            EntityId = tenant.Id,
            Changes =
            [
                new(nameof(TenantSettings.WarnDays), string.Join(", ", before.WarnDays), string.Join(", ", tenant.Settings.WarnDays)),
                new(nameof(TenantSettings.EscalateAfterHours), $"{before.EscalateAfterHours}", $"{tenant.Settings.EscalateAfterHours}"),
            ],
            IpAddress = call.IpAddress,
            CreatedAt = clock.GetUtcNow(),
        });
        if (await db.TrySaveAsync(Stale, cancel) is { Failure: { } stale })
        {
            return stale;
        }

        tenants.Forget(tenant.Id);
        return Result.Ok;
    }
}
