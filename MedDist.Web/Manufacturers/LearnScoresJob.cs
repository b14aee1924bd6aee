using MedDist.Core.Manufacturers;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Manufacturers;

/// <summary>Learns manufacturers' scores again each night, and with them what the send-by clock counts for an IVR.</summary>
[DisallowConcurrentExecution]
internal sealed class LearnScoresJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => (await services.GetRequiredService<ManufacturerScores>().LearnAsync(cancel)).Value?.Manufacturers ?? 0, cancellationToken);
}
