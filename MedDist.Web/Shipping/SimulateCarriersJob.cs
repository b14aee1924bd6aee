using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Shipping;

/// <summary>Plays the carriers of the demo; scheduled only where <c>Carriers:Simulate</c> is true.</summary>
[DisallowConcurrentExecution]
internal sealed class SimulateCarriersJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<CarrierSimulator>().AdvanceAsync(cancel), cancellationToken);
}
