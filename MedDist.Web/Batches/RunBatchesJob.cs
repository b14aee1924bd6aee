using MedDist.Core.Batches;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Batches;

/// <summary>Works off what is due of each tenant's bulk actions.</summary>
[DisallowConcurrentExecution]
internal sealed class RunBatchesJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<BatchRunner>().RunDueAsync(cancel), cancellationToken);
}
