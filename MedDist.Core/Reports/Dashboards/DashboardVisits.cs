using MedDist.Core.Workspace;

namespace MedDist.Core.Reports.Dashboards;

/// <summary>When a user was on the dashboard: this time, and the time before.</summary>
public sealed record DashboardVisit(DateTimeOffset SeenAt, DateTimeOffset? Before);

/// <summary>Remembers when the caller was last here. Coming back within half an hour is the same visit, so that a look into a list and back forgets nothing.</summary>
public sealed class DashboardVisits(UserPreferences preferences, TimeProvider clock)
{
    public static readonly TimeSpan SameVisit = TimeSpan.FromMinutes(30);

    private const string Key = "dashboard.visit";

    /// <summary>Notes that the caller is here; when they were here before, null for the first time.</summary>
    public async Task<DateTimeOffset?> ComeAsync(CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var last = await preferences.GetAsync<DashboardVisit>(Key, cancel);
        var visit = last is null ? new(now, null) : now - last.SeenAt > SameVisit ? new DashboardVisit(now, last.SeenAt) : last with { SeenAt = now };
        await preferences.SetAsync(Key, visit, cancel);
        return visit.Before;
    }
}
