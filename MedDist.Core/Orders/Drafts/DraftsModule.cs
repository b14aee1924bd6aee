using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Orders.Drafts;

/// <summary>What the order form adds.</summary>
public static class DraftsModule
{
    public static IServiceCollection AddDrafts(this IServiceCollection services) => services
        .AddScoped<OrderDrafts>()
        .AddExport<DraftExport>()
        .AddScoped<OrderFormQueries>()
        .AddScoped<OrderCarryOver>()
        .AddScoped<OrderSubmission>();
}
