using MedDist.Core.Reports.Dashboards;
using MedDist.Core.Reports.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Reports;

/// <summary>What reports add.</summary>
public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddScoped<FormTimings>()
        .AddScoped<MetricSnapshots>().AddScoped<MetricQueries>()
        .AddScoped<ListCounts>().AddScoped<DashboardVisits>().AddScoped<DashboardQueries>();
}
