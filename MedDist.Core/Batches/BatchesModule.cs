using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Batches;

/// <summary>What batches add: the one engine for bulk actions. The actions themselves are registered by their areas.</summary>
public static class BatchesModule
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddScoped<BatchActions>()
        .AddScoped<BatchService>()
        .AddScoped<BatchUndo>()
        .AddScoped<BatchQueries>()
        .AddScoped<BatchOutput>()
        .AddScoped<BatchWorker>()
        .AddScoped<BatchRunner>();
}
