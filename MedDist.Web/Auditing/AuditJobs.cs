using MedDist.Core.Auditing;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Auditing;

/// <summary>Seals what was written to the audit trail in the last minute.</summary>
[DisallowConcurrentExecution]
internal sealed class SealAuditJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => await services.GetRequiredService<AuditSealing>().SealAsync(cancel), cancellationToken);
}

/// <summary>Compares the audit trail with its seals, and tells the coordinators what does not match.</summary>
[DisallowConcurrentExecution]
internal sealed class VerifyAuditJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => (await services.GetRequiredService<AuditVerification>().VerifyAsync(cancel)).Value?.Rows ?? 0, cancellationToken);
}

/// <summary>Takes away what is older than the audit trail has to be kept.</summary>
[DisallowConcurrentExecution]
internal sealed class TrimAuditJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => await services.GetRequiredService<AuditRetention>().TakeAwayAsync(cancel), cancellationToken);
}

/// <summary>Tells the coordinators what was unusual yesterday.</summary>
[DisallowConcurrentExecution]
internal sealed class TellAnomaliesJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await jobs.RunAsync(JobDesk.CallOf(context), async (services, cancel) => await services.GetRequiredService<AnomalyDigest>().TellAsync(cancel), cancellationToken);
}
