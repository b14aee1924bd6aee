using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Orders;

/// <summary>Brings back held orders whose day has come, and clears away who is no longer there. Hourly, so that every tenant's midnight is met in its own time zone.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepOrdersJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await jobs.RunAsync(
        JobDesk.CallOf(context),
        async (services, cancel) =>
        {
            var surfaced = await services.GetRequiredService<OrderHolds>().SurfaceDueAsync(cancel);
            await services.GetRequiredService<OrderPresences>().SweepAsync(cancel);
            return surfaced;
        },
        cancellationToken);
}
