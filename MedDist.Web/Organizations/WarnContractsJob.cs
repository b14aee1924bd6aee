using MedDist.Core.Organizations;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Organizations;

/// <summary>Tells the desk of contracts that end soon.</summary>
[DisallowConcurrentExecution]
internal sealed class WarnContractsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => await services.GetRequiredService<ContractWarnings>().WarnAsync(cancel), cancellationToken);
}
