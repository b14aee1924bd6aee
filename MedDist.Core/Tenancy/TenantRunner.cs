using MedDist.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedDist.Core.Tenancy;

/// <summary>Runs a job's work once for each active tenant, in a scope of its own whose caller is the system acting for that tenant.</summary>
public sealed partial class TenantRunner(TenantDirectory tenants, IServiceScopeFactory scopes, ILogger<TenantRunner> log)
{
    /// <summary>One tenant's failure does not stop the others; it is thrown at the end, so that the job counts as failed.</summary>
    public async Task ForEachTenantAsync(Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancel = default)
    {
        List<Exception> failures = [];
        foreach (var tenant in (await tenants.ListAsync(cancel)).Where(t => t.IsActive))
        {
            try
            {
                await ForTenantAsync(tenant.Id, work, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                TenantFailed(log, failure, tenant.Id);
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"The job failed for {failures.Count} tenants.", failures);
        }
    }

    /// <summary>The same for one tenant.</summary>
    public async Task ForTenantAsync(Guid tenantId, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(new SystemCall(tenantId));
        await work(scope.ServiceProvider, cancel);
    }

    /// <summary>Does something as somebody, in a scope of its own: for work that a user started and does not wait for.</summary>
    public async Task<T> AsAsync<T>(ICallContext who, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(who);
        return await work(scope.ServiceProvider);
    }

    [LoggerMessage(LogLevel.Error, "A job failed for tenant {TenantId}")]
    private static partial void TenantFailed(ILogger logger, Exception failure, Guid tenantId);
}
