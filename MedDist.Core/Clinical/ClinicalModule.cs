using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Clinical;

/// <summary>What clinical records add.</summary>
public static class ClinicalModule
{
    public static IServiceCollection AddClinical(this IServiceCollection services) => services.AddScoped<ClinicalService>().AddScoped<ClinicalQueries>();
}
