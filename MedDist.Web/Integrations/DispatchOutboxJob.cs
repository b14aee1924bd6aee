using MedDist.Core.Integrations;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Integrations;

/// <summary>Sends what is due of each tenant's outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class DispatchOutboxJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<OutboxDispatcher>().DispatchDueAsync(cancel), cancellationToken);
}
