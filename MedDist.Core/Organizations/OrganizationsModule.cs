using MedDist.Core.Notifications;
using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Organizations;

/// <summary>What organisations and facilities add.</summary>
public static class OrganizationsModule
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddScoped<OrganizationQueries>()
        .AddScoped<OrganizationService>()
        .AddScoped<ContractWarnings>()
        .AddNotificationEvents(ContractWarnings.Events)
        .AddExport<OrganizationExport>();
}
