using MedDist.Core.Batches;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Batches;

/// <summary>Works off what is due of each tenant's bulk actions.</summary>
[DisallowConcurrentExecution]
internal sealed class RunBatchesJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<BatchRunner>().RunDueAsync(cancel), cancellationToken);
}
