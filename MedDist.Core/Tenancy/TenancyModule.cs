using MedDist.Core.Kernel;
using MedDist.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Tenancy;

/// <summary>What tenancy adds: who the caller is, which tenants there are, and how jobs go through them.</summary>
public static class TenancyModule
{
    public static IServiceCollection AddTenancy(this IServiceCollection services)
    {
        services.AddScoped<CallContext>();
        services.AddScoped<ICallContext>(s => s.GetRequiredService<CallContext>());
        services.AddSingleton<AssignmentQueries>();
        services.AddSingleton<TenantDirectory>();
        services.AddSingleton<TenantRunner>();
        services.AddSingleton<TenantEntry>();
        services.AddScoped<CalendarService>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobRuns>();
        services.AddScoped<NoticeSettings>();
        return services;
    }
}
