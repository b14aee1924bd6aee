using MedDist.Core.Reports.Metrics;
using MedDist.Core.Tenancy;
using MedDist.Data.Database;

namespace MedDist.Data.Demo;

/// <summary>Counts the demo's days by the rules of the nightly job, so that its trends are there from the first minute. Nothing is made up here.</summary>
internal static class DemoMetrics
{
    public static async Task CountAsync(ContextSource contexts, DemoTenant demo, CancellationToken cancel)
    {
        await using var db = contexts.CreateFor(new SystemCall(demo.TenantId));
        await MetricSnapshots.RefreshAsync(db, demo.Calendar.End, cancel);
    }
}
