using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Quartz;

namespace MedDist.Web.Hosting;

/// <summary>When a job runs next, and how it is scheduled; both null where jobs do not run on this node.</summary>
public sealed record JobPlan(DateTimeOffset? NextAt, string? Cron);

/// <summary>Asks the scheduler for what the page of jobs shows, and runs a job now for the caller's tenant.</summary>
public sealed class JobDesk(IServiceProvider services, ICallContext call)
{
    private const string Tenant = "tenant";
    private const string User = "user";
    private const string Name = "name";

    private static readonly Failure NotYours = new Failure.Forbidden("Your role does not allow this: running jobs. Ask the order coordinator.");

    private static readonly Failure Off = new Failure.RuleBroken("jobs.off", "Jobs are switched off here. Run it on a node where they are on.");

    private static readonly Failure Unknown = new Failure.NotFound("job");

    /// <summary>The jobs that are scheduled here, with their plan; all of them without a plan where jobs are switched off.</summary>
    public async Task<IReadOnlyList<(JobCard Card, JobPlan Plan)>> PlansAsync(CancellationToken cancel = default)
    {
        if (await SchedulerAsync(cancel) is not { } scheduler)
        {
            return [.. JobCard.All.Select(c => (c, new JobPlan(null, null)))];
        }

        List<(JobCard, JobPlan)> plans = [];
        foreach (var card in JobCard.All)
        {
            if (await scheduler.GetTrigger(new TriggerKey(card.Name), cancel) is { } trigger)
            {
                plans.Add((card, new(trigger.NextFireTimeUtc, (trigger as ICronTrigger)?.CronExpressionString)));
            }
        }

        return plans;
    }

    /// <summary>Lets a job run at once, on whichever node is free, for the caller's tenant only. Where it runs already, that run counts.</summary>
    public async Task<Result> RunNowAsync(string job, CancellationToken cancel = default)
    {
        if (call.Role is not { } role || !TenancyPermissions.All.First(p => p.Name == TenancyPermissions.RunJobs).Allows(role) || call.TenantId is not { } tenant)
        {
            return NotYours;
        }

        if (await SchedulerAsync(cancel) is not { } scheduler)
        {
            return Off;
        }

        if (!await scheduler.Exists(new JobKey(job), cancel))
        {
            return Unknown;
        }

        await scheduler.TriggerJob(new JobKey(job), new JobDataMap { [Tenant] = tenant.ToString(), [User] = call.UserId?.ToString() ?? "", [Name] = call.UserName }, cancel);
        return Result.Ok;
    }

    /// <summary>Who a run is for, and who asked for it.</summary>
    public static JobCall CallOf(IJobExecutionContext context)
    {
        var (name, asked) = (context.JobDetail.Key.Name, context.MergedJobDataMap);
        return new(name, JobCard.Of(name).IsFrequent)
        {
            OnlyTenant = Guid.TryParse(asked.TryGetValue(Tenant, out var tenant) ? tenant as string : null, out var id) ? id : null,
            AskedByUserId = Guid.TryParse(asked.TryGetValue(User, out var user) ? user as string : null, out var who) ? who : null,
            AskedByName = asked.TryGetValue(Name, out var words) ? words as string : null,
        };
    }

    private async Task<IScheduler?> SchedulerAsync(CancellationToken cancel) => services.GetService<ISchedulerFactory>() is { } factory ? await factory.GetScheduler(cancel) : null;
}
