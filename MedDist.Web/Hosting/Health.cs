using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace MedDist.Web.Hosting;

/// <summary><c>/health</c>: the process answers. <c>/health/ready</c>: database, jobs and outbox do their work; the answer names the one that does not.</summary>
internal static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: ["ready"])
            .AddCheck<JobsHealth>("jobs", tags: ["ready"])
            .AddCheck<OutboxHealth>("outbox", tags: ["ready"]);
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new()
        {
            Predicate = c => c.Tags.Contains("ready"),
            ResponseWriter = (http, report) => http.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), e.Value.Description }),
            }),
        }).AllowAnonymous();
    }
}

/// <summary>The database answers a query.</summary>
internal sealed class DatabaseHealth(ContextFor contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = contexts(new BeforeTenantCall());
        return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}

/// <summary>The scheduler runs, or is switched off on purpose.</summary>
internal sealed class JobsHealth(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (services.GetService<ISchedulerFactory>() is not { } factory)
        {
            return HealthCheckResult.Healthy("Jobs are switched off by Jobs:Disabled.");
        }

        var scheduler = await factory.GetScheduler(cancellationToken);
        return scheduler.Status == SchedulerStatus.Running ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The job scheduler has not started.");
    }
}

/// <summary>No message waits much longer than it should. Failed ones are the coordinator's task, not an outage.</summary>
internal sealed class OutboxHealth(TenantDirectory tenants, ContextFor contexts, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var overdue = clock.GetUtcNow() - Patience;
        var waiting = 0;
        foreach (var tenant in await tenants.ListAsync(cancellationToken))
        {
            await using var db = contexts(new SystemCall(tenant.Id));
            waiting += await db.IntegrationQueue.CountAsync(q => q.Status == Core.Integrations.QueueStatus.Pending && q.ProcessAfter < overdue, cancellationToken);
        }

        return waiting == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{waiting} messages have been due for more than {Patience.TotalMinutes:0} minutes.");
    }
}
