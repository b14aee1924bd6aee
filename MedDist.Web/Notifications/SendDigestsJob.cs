using MedDist.Core.Notifications;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;
using Quartz;

namespace MedDist.Web.Notifications;

/// <summary>Writes the mail of the day where it is due, and tells somebody else of what nobody has read.</summary>
[DisallowConcurrentExecution]
internal sealed class SendDigestsJob(JobRunner jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await jobs.RunAsync(
        JobDesk.CallOf(context),
        async (services, cancel) =>
        {
            var digests = services.GetRequiredService<NotificationDigests>();
            return await digests.EscalateDueAsync(cancel) + await digests.SendDueAsync(cancel);
        },
        cancellationToken);
}
