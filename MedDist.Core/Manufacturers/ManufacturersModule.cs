using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Manufacturers;

/// <summary>What manufacturers add.</summary>
public static class ManufacturersModule
{
    public static IServiceCollection AddManufacturers(this IServiceCollection services) => services
        .AddScoped<ManufacturerQueries>()
        .AddExport<ManufacturerExport>().AddExport<ManufacturerRequestExport>()
        .AddScoped<ManufacturerService>()
        .AddScoped<ManufacturerScores>()
        .AddScoped<ManufacturerRequestLog>().AddScoped<ManufacturerRequestQueries>()
        .AddOrderFlag<NoOrderContactFlag>().AddOrderFlag<BelowMinimumFlag>();
}
