using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Orders;

/// <summary>What orders add.</summary>
public static class OrdersModule
{
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ForwardingSettings(TimeSpan.FromSeconds(configuration.GetValue("Orders:UndoSeconds", 10))))
        .AddScoped<OrderQueries>()
        .AddScoped<OrderDetailQueries>()
        .AddScoped<OrderService>()
        .AddScoped<OrderClaims>()
        .AddScoped<OrderForwarding>()
        .AddScoped<OrderDispatcher>()
        .AddScoped<OrderFactService>()
        .AddScoped<OrderFlagQueries>()
        .AddSingleton<OrderFlags>()
        .AddOrderFlag<DuplicateFlag>().AddOrderFlag<ServiceDatePassedFlag>().AddOrderFlag<DeliveryUnreachableFlag>();
}
