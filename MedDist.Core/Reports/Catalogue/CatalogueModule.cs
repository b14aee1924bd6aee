using MedDist.Core.Notifications;
using MedDist.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Reports.Catalogue;

/// <summary>The reports, in the order of the catalogue.</summary>
public static class CatalogueModule
{
    public static IServiceCollection AddReportCatalogue(this IServiceCollection services) => services
        .AddNotificationEvents([new("report.due", "Reports", "A report that you have scheduled", [Role.TenantAdmin, Role.Viewer]) { Email = EmailChoice.Now }])
        .AddScoped<ReportTools>()
        .AddScoped<ReportCatalogue>()
        .AddScoped<ReportService>()
        .AddScoped<ManagerWorkbook>()
        .AddReport<OrderActivityReport>()
        .AddReport<TurnaroundReport>()
        .AddReport<IvrForecastReport>()
        .AddReport<ProductUsageReport>()
        .AddReport<ProviderActivityReport>()
        .AddReport<ExceptionsReport>()
        .AddReport<UserActivityReport>();
}
