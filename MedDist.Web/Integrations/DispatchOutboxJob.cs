using MedDist.Core.Integrations;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Integrations;

/// <summary>Sends what is due of each tenant's outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class DispatchOutboxJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<OutboxDispatcher>().DispatchDueAsync(cancel), cancellationToken);
}
