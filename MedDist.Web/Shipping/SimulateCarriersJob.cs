using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Shipping;

/// <summary>Plays the carriers of the demo; scheduled only where <c>Carriers:Simulate</c> is true.</summary>
[DisallowConcurrentExecution]
internal sealed class SimulateCarriersJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<CarrierSimulator>().AdvanceAsync(cancel), cancellationToken);
}
