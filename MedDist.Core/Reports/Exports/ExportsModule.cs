using MedDist.Core.Batches;
using MedDist.Core.Notifications;
using MedDist.Core.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Reports.Exports;

/// <summary>What exports add. The grids themselves are registered by their areas.</summary>
public static class ExportsModule
{
    public static IServiceCollection AddExports(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ExportSettings.From(configuration))
        .AddNotificationEvents([new("export.ready", "Exports", "A long export of yours is ready", [.. Enum.GetValues<Role>()]) { Email = EmailChoice.None }])
        .AddScoped<ExportSources>()
        .AddScoped<ExportMaker>()
        .AddScoped<ExportRecords>()
        .AddScoped<ExportService>()
        .AddScoped<ExportDownloads>()
        .AddScoped<ExportQueries>()
        .AddSingleton<ExportRuns>()
        .AddScoped<IBatchAction, WriteExports>();
}
