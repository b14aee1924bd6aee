using MedDist.Core.Reports.Exports;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Reports.Exports;

/// <summary>Deletes the files of exports that have expired.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepExportsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await jobs.RunAsync(
        JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<ExportDownloads>().SweepAsync(cancel), cancellationToken);
}
