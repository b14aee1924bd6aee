using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Shipping;
using MedDist.Core.Verifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core;

/// <summary>All areas of Core, one line each.</summary>
public static class CoreModule
{
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration) => services
        .AddAuditing()
        .AddBatches()
        .AddDocuments(configuration)
        .AddIntegrations(configuration)
        .AddNotifications()
        .AddOrders(configuration)
        .AddVerifications()
        .AddShipping()
        .AddReplyLinks(configuration);
}
