using MedDist.Core.Notifications;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Batches;

/// <summary>What batches add: the one engine for bulk actions. The actions themselves are registered by their areas.</summary>
public static class BatchesModule
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddNotificationEvents(
        [
            new("batch.kept", "Bulk actions", "A colleague keeps a dry run for you", [Role.TenantAdmin]),
            new("batch.ended", "Bulk actions", "A bulk action of yours has ended", [Role.TenantAdmin]) { Email = EmailChoice.None },
        ])
        .AddScoped<BatchActions>()
        .AddScoped<BatchService>()
        .AddScoped<BatchUndo>()
        .AddScoped<BatchQueries>()
        .AddExport<BatchExport>()
        .AddScoped<BatchOutput>()
        .AddScoped<BatchWorker>()
        .AddScoped<BatchRunner>();
}
