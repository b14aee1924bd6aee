using MedDist.Core.Integrations;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Notifications;

/// <summary>What notifications add: the catalogue, the fan-out into every save, and mail for users as a kind of the outbox.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<NotificationEvents>()
        .AddSingleton<NotificationMail>()
        .AddSingleton<IInterceptor, NotificationFanOut>()
        .AddScoped<IOutboxKind, NotificationOutbox>()
        .AddScoped<NotificationDigests>()
        .AddScoped<NotificationPreferences>()
        .AddScoped<NotificationService>()
        .AddScoped<NotificationTemplates>()
        .AddNotificationEvents(
        [
            new("notification.failed", "Mail", "Mail to a user does not arrive", [Role.TenantAdmin]) { Email = EmailChoice.None, InAppOnly = true, AlwaysInApp = true },
            new("digest", "Mail", "The mail of the day", [])
            {
                IsDigest = true,
                Own = new Dictionary<string, string> { ["count"] = "1", ["list"] = "- An order is waiting for review" },
                Required = ["list", "link"],
                BuiltIn = new("{count} unread in MedDist", "Hello {name},\n\n{title}:\n\n{list}\n\nAll of them: {link}\n\n{tenant}\nWhat you get mail about: {settings}"),
            },
        ]);
}
