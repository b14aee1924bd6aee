using MedDist.Core.Coverage;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Coverage;

/// <summary>Writes the hashes of member ids anew after a change of their key; finds nothing to do in other nights.</summary>
[DisallowConcurrentExecution]
internal sealed class RehashMemberIdsJob(TenantRunner tenants) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await tenants.ForEachTenantAsync((services, cancel) => services.GetRequiredService<MemberKeyRehash>().RunAsync(cancel), cancellationToken);
}
