using MedDist.Core.Integrations;
using Quartz;

namespace MedDist.Web.Integrations;

/// <summary>Takes in the mail that came back. One folder serves all tenants: whose message it was follows from its Message-ID.</summary>
[DisallowConcurrentExecution]
internal sealed class ReadBouncesJob(BounceReader bounces) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await bounces.ReadAsync(cancellationToken);
}
