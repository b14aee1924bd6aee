using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Recipients;

/// <summary>What recipients add.</summary>
public static class RecipientsModule
{
    public static IServiceCollection AddRecipients(this IServiceCollection services) => services
        .AddScoped<RecipientQueries>()
        .AddScoped<RecipientDetailQueries>()
        .AddScoped<RecipientService>()
        .AddScoped<RecipientDuplicates>()
        .AddScoped<RecipientDisclosure>();
}
