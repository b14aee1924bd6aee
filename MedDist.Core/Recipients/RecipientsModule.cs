using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Recipients;

/// <summary>What recipients add.</summary>
public static class RecipientsModule
{
    public static IServiceCollection AddRecipients(this IServiceCollection services) => services
        .AddScoped<RecipientQueries>()
        .AddExport<RecipientExport>()
        .AddScoped<RecipientDetailQueries>()
        .AddScoped<RecipientService>()
        .AddScoped<RecipientDuplicates>()
        .AddScoped<RecipientDisclosure>();
}
