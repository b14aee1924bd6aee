using MedDist.Core.Tenancy;
using MedDist.Core.Verifications;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Verifications;

/// <summary>Expires verifications and warns of those that end soon. Hourly, so that every tenant's midnight is met in its own time zone.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireVerificationsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await jobs.RunAsync(
        JobDesk.CallOf(context), async (services, cancel) => (await services.GetRequiredService<VerificationExpiry>().RunAsync(cancel)).Cases, cancellationToken);
}
