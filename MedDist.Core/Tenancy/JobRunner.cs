using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Tenancy;

/// <summary>Runs a job for each tenant, or for the one it was asked for, and keeps its history there. Of two nodes that begin at the same time one does the work.</summary>
public sealed class JobRunner(TenantRunner tenants, TimeProvider clock)
{
    /// <param name="job">Which job, and who asked.</param>
    /// <param name="work">Does it for the tenant of the services; returns how many rows it changed.</param>
    /// <param name="cancel">Ends it.</param>
    public Task RunAsync(JobCall job, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel = default)
    {
        Func<IServiceProvider, CancellationToken, Task> one = job.IsFrequent && !job.IsAsked ? (s, c) => FrequentAsync(job, s, work, c) : (s, c) => AloneAsync(job, s, work, c);
        return job.OnlyTenant is { } tenant ? tenants.ForTenantAsync(tenant, one, cancel) : tenants.ForEachTenantAsync(one, cancel);
    }

    private static async Task AloneAsync(JobCall job, IServiceProvider services, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        var runs = services.GetRequiredService<JobRuns>();
        if (await runs.BeginAsync(job, cancel) is not { } run)
        {
            return;
        }

        int rows;
        try
        {
            rows = await work(services, cancel);
        }
        catch (Exception failure)
        {
            // Also when the application stops: what was begun is said to have ended.
            await runs.FailAsync(run, failure, CancellationToken.None);
            throw;
        }

        await runs.EndAsync(run, rows, cancel);
    }

    private async Task FrequentAsync(JobCall job, IServiceProvider services, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        var runs = services.GetRequiredService<JobRuns>();
        var began = clock.GetUtcNow();
        int rows;
        try
        {
            rows = await work(services, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await runs.RecordAsync(job, began, 0, failure, CancellationToken.None);
            throw;
        }

        if (rows > 0)
        {
            await runs.RecordAsync(job, began, rows, null, cancel);
        }
    }
}
