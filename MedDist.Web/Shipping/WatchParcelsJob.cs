using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Shipping;

/// <summary>Finds parcels that no carrier has seen a day after they were said to have left.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchParcelsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<ShipmentService>().RefreshAsync(cancel), cancellationToken);
}
