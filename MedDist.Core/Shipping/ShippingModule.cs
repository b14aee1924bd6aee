using MedDist.Core.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Shipping;

/// <summary>What shipping adds.</summary>
public static class ShippingModule
{
    public static IServiceCollection AddShipping(this IServiceCollection services) => services
        .AddScoped<ShipmentBook>()
        .AddScoped<ShipmentQueries>()
        .AddScoped<ShipmentService>()
        .AddScoped<ShipmentReceiving>()
        .AddScoped<CarrierFeed>()
        .AddScoped<CarrierConnections>()
        .AddScoped<CarrierSimulator>()
        .AddOrderFlag<ParcelProblemFlag>();
}
