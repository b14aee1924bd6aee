using MedDist.Core.Auditing;
using MedDist.Core.Batches;
using MedDist.Core.Catalog;
using MedDist.Core.Clinical;
using MedDist.Core.Coverage;
using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Manufacturers;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Reports;
using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Shipping;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using MedDist.Core.Workspace;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core;

/// <summary>All areas of Core, one line each.</summary>
public static class CoreModule
{
    public static IServiceCollection AddCore(this IServiceCollection services, IConfiguration configuration) => services
        .AddAuditing(configuration)
        .AddBatches()
        .AddCatalog()
        .AddClinical()
        .AddCoverage()
        .AddDocuments(configuration)
        .AddIntegrations(configuration)
        .AddManufacturers()
        .AddNotifications()
        .AddOrders(configuration)
        .AddOrganizations()
        .AddReports()
        .AddExports(configuration)
        .AddReportCatalogue()
        .AddRecipients()
        .AddShipping()
        .AddUsers()
        .AddVerifications()
        .AddReplyLinks(configuration)
        .AddWorkspace();
}
