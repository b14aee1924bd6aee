using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Verifications;

/// <summary>What the verification desk adds.</summary>
internal static class VerificationDeskModule
{
    public static IServiceCollection AddVerificationDesk(this IServiceCollection services) => services
        .AddScoped<VerificationQueries>()
        .AddScoped<VerificationDetailQueries>()
        .AddScoped<VerificationMoves>()
        .AddScoped<VerificationDocuments>()
        .AddExport<VerificationExport>()
        .AddScoped<VerificationFactService>();
}
