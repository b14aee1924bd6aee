using MedDist.Core.Orders;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Orders;

/// <summary>Recomputes what time alone changes on open orders and verification cases. Hourly, so that every tenant's midnight is met in its own time zone.</summary>
[DisallowConcurrentExecution]
internal sealed class RefreshOrderFactsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(
            JobDesk.CallOf(context),
            async (services, cancel) => await services.GetRequiredService<OrderFactService>().RefreshOpenAsync(cancel) + await services.GetRequiredService<VerificationFactService>().SweepAsync(cancel),
            cancellationToken);
}
