using MedDist.Core.Coverage;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Coverage;

/// <summary>Writes the hashes of member ids anew after a change of their key; finds nothing to do in other nights.</summary>
[DisallowConcurrentExecution]
internal sealed class RehashMemberIdsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<MemberKeyRehash>().RunAsync(cancel), cancellationToken);
}
