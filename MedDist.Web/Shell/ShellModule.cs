using MedDist.Web.Reports.Exports;

namespace MedDist.Web.Shell;

/// <summary>What the user interface adds: interactive components and what they share in a circuit.</summary>
internal static class ShellModule
{
    public static IServiceCollection AddMedDistUi(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            // Short, so that an outage blocks the form before much is typed into it.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(10);
        });
        services.AddScoped<Tenancy.CurrentTenant>();
        services.AddScoped<Hosting.JobDesk>();
        services.AddScoped<Ui.UserClock>();
        services.AddScoped<Ui.KeyMap>();
        services.AddScoped<Ui.PageScript>();
        services.AddScoped<Ui.Toasts>();
        services.AddScoped<Ui.ScreenConnection>();
        services.AddScoped<Microsoft.AspNetCore.Components.Server.Circuits.CircuitHandler>(s => s.GetRequiredService<Ui.ScreenConnection>());
        services.AddPageExports();
        services.AddScoped<Orders.PresenceBoard>();
        services.AddScoped<Orders.OrderSteps>();
        return services;
    }
}
