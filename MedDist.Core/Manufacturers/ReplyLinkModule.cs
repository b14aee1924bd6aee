using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Manufacturers;

/// <summary>What reply links add (<c>Site:…</c>).</summary>
public static class ReplyLinkModule
{
    public static IServiceCollection AddReplyLinks(this IServiceCollection services, IConfiguration configuration)
    {
        var site = configuration["Site:Url"]?.TrimEnd('/');
        return services
            .AddSingleton(new ReplyLinkSettings(string.IsNullOrWhiteSpace(site) ? null : site, configuration.GetValue("Site:ReplyLinkDays", 30)))
            .AddSingleton<ReplyLinks>()
            .AddSingleton<ReplyDoor>()
            .AddScoped<ManufacturerReplies>();
    }
}
