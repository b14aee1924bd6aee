using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Manufacturers;

/// <summary>Tells the desk of manufacturers' requests that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindRequestsJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<ManufacturerRequestLog>().RemindDueAsync(cancel), cancellationToken);
}
