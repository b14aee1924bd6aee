using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Reports.Catalogue;

/// <summary>Sends the links of scheduled reports.</summary>
[DisallowConcurrentExecution]
internal sealed class SendReportsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await jobs.RunAsync(
        JobDesk.CallOf(context), (services, cancel) => services.GetRequiredService<ReportService>().SendDueAsync(cancel), cancellationToken);
}
