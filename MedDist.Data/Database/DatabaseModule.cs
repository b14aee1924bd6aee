using MedDist.Core.Auditing;
using MedDist.Core.Kernel;
using MedDist.Data.Database.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedDist.Data.Database;

/// <summary>What the database adds to the application. The caller registers <see cref="ICallContext"/> and data protection.</summary>
public static class DatabaseModule
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChangeFeed>();
        services.TryAddSingleton<FieldProtector>();
        services.AddSingleton(s => new AuditSeals(s.GetRequiredService<FieldProtector>().Protect, s.GetRequiredService<FieldProtector>().TryUnprotect));
        var settings = DatabaseSettings.From(configuration);
        services.AddSingleton(settings);
        if (settings.Provider == DatabaseProvider.Postgres)
        {
            services.AddHostedService<PostgresChangeRelay>();
        }

        services.AddSingleton<ContextSource>();
        services.AddSingleton<DatabaseStartup>();
        services.AddSingleton<ContextFor>(s => s.GetRequiredService<ContextSource>().CreateFor);
        services.AddScoped<IDbContextFactory<MedDistDbContext>, CallerContexts>();
        return services;
    }
}
