using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Notifications;

/// <summary>What notifications add.</summary>
public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services.AddScoped<NotificationService>();
}
