using MedDist.Core.Reports.Metrics;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Reports;

/// <summary>Counts today again, the days that are missing, and those that late changes touch.</summary>
[DisallowConcurrentExecution]
internal sealed class CountMetricsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => (await services.GetRequiredService<MetricSnapshots>().RefreshAsync(cancel)).Changed, cancellationToken);
}
