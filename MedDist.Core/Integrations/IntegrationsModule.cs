using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Reports.Exports;
using MedDist.Core.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Integrations;

/// <summary>What integrations add: the way mail leaves (<c>Mail:…</c>).</summary>
public static class IntegrationsModule
{
    public static IServiceCollection AddIntegrations(this IServiceCollection services, IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        var pickup = mail["PickupFolder"];
        if (string.IsNullOrWhiteSpace(mail["SmtpHost"]) && string.IsNullOrWhiteSpace(pickup))
        {
            throw new SettingException("Mail is not configured. Write Mail:SmtpHost, or Mail:PickupFolder for a folder that messages are written to.");
        }

        services.AddSingleton(new MailSettings
        {
            SmtpHost = string.IsNullOrWhiteSpace(mail["SmtpHost"]) ? null : mail["SmtpHost"],
            SmtpPort = mail.GetValue("SmtpPort", 587),
            UseTls = mail.GetValue("UseTls", true),
            UserName = mail["UserName"],
            Password = mail["Password"],
            PickupFolder = pickup ?? "",
        });
        return services
            .AddNotificationEvents([new("outbox.bounced_partly", "Mail", "A message to a manufacturer did not reach everybody", [Role.TenantAdmin])])
            .AddSingleton<MailTransport>()
            .AddSingleton(new BounceSettings(string.IsNullOrWhiteSpace(mail["BounceFolder"]) ? null : mail["BounceFolder"]))
            .AddSingleton<BounceReader>()
            .AddScoped<BounceService>()
            .AddScoped<OutboxDispatcher>()
            .AddScoped<OutboxService>()
            .AddScoped<OutboxQueries>()
            .AddExport<OutboxExport>();
    }
}
