using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Shipping;

/// <summary>What shipping adds.</summary>
public static class ShippingModule
{
    public static IServiceCollection AddShipping(this IServiceCollection services) => services
        .AddNotificationEvents([new("shipment.problem", "Shipments", "A parcel has a problem", [Role.TenantAdmin]) { Escalates = true }])
        .AddScoped<ShipmentBook>()
        .AddScoped<ShipmentQueries>()
        .AddExport<ShipmentExport>().AddExport<CarrierMessageExport>()
        .AddScoped<ShipmentService>()
        .AddScoped<ShipmentReceiving>()
        .AddScoped<CarrierFeed>()
        .AddScoped<CarrierConnections>()
        .AddScoped<CarrierSimulator>()
        .AddOrderFlag<ParcelProblemFlag>();
}
