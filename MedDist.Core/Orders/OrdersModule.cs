using MedDist.Core.Integrations;
using MedDist.Core.Notifications;
using MedDist.Core.Orders.Bulk;
using MedDist.Core.Orders.Drafts;
using MedDist.Core.Orders.Readiness;
using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Orders;

/// <summary>What orders add.</summary>
public static class OrdersModule
{
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ForwardingSettings(TimeSpan.FromSeconds(configuration.GetValue("Orders:UndoSeconds", 10))))
        .AddNotificationEvents(OrderNotifications.All)
        .AddScoped<OrderQueries>()
        .AddExport<OrderExport>().AddExport<MyOrderExport>()
        .AddScoped<OrderDetailQueries>()
        .AddScoped<OrderService>()
        .AddScoped<OrderClaims>()
        .AddScoped<OrderForwarding>()
        .AddScoped<IOutboxKind, OrderOutbox>()
        .AddScoped<ForwardPlans>()
        .AddScoped<OrderEditing>()
        .AddScoped<OrderEditQueries>()
        .AddScoped<OrderComments>()
        .AddScoped<OrderPresences>()
        .AddScoped<OrderTimelineQueries>()
        .AddScoped<OrderNeighbours>()
        .AddScoped<OrderDisclosure>()
        .AddScoped<OrderHolds>()
        .AddScoped<OrderFactService>()
        .AddBulkActions()
        .AddDrafts()
        .AddScoped<OrderFlagQueries>()
        .AddScoped<OrderReadinessQueries>()
        .AddSingleton<OrderFlags>()
        .AddOrderFlag<DuplicateFlag>().AddOrderFlag<ServiceDatePassedFlag>().AddOrderFlag<DeliveryUnreachableFlag>();
}
