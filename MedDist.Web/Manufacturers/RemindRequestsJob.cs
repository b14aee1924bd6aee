using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Manufacturers;

/// <summary>Tells the desk of manufacturers' requests that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindRequestsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => await services.GetRequiredService<ManufacturerRequestLog>().RemindDueAsync(cancel), cancellationToken);
}
