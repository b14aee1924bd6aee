using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Shipping;

/// <summary>Finds parcels that no carrier has seen a day after they were said to have left.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchParcelsJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<ShipmentService>().RefreshAsync(cancel), cancellationToken);
}
