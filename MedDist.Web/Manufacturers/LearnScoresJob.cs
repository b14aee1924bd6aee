using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Manufacturers;

/// <summary>Learns manufacturers' scores again each night, and with them what the send-by clock counts for an IVR.</summary>
[DisallowConcurrentExecution]
internal sealed class LearnScoresJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<ManufacturerScores>().LearnAsync(cancel), cancellationToken);
}
