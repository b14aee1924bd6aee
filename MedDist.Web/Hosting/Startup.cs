using MedDist.Core.Orders;
using MedDist.Core.Users;
using MedDist.Data.Database;
using MedDist.Data.Demo;
using Microsoft.AspNetCore.Identity;

namespace MedDist.Web.Hosting;

/// <summary>Prepares the database and the demo, says where the application is, and serves.</summary>
internal static class Startup
{
    public static async Task<int> RunAsync(WebApplication app)
    {
        if (await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync() is { } message)
        {
            Console.WriteLine(message);
        }

        var demo = app.Configuration.GetValue<bool>("Demo:Load");
        if (demo)
        {
            await LoadDemoAsync(app);
        }

        await app.Services.GetRequiredService<DatabaseStartup>().AnalyseAsync();

        await app.StartAsync();
        Welcome(app, demo);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task LoadDemoAsync(WebApplication app)
    {
        // --demo-orders N on the command line, else the setting.
        var orders = app.Configuration.GetValue<int?>("demo-orders") ?? app.Configuration.GetValue("Demo:Orders", DemoLoader.UsualOrders);
        var loader = new DemoLoader(app.Services.GetRequiredService<ContextSource>(), app.Services.GetRequiredService<TimeProvider>(), new PasswordHasher<User>(), app.Services.GetRequiredService<OrderFlags>());
        await loader.LoadAsync(orders, new ConsoleProgress(), app.Lifetime.ApplicationStopping);
    }

    private static void Welcome(WebApplication app, bool demo)
    {
        var url = app.Urls.First();
        Console.WriteLine($"\nMedDist is at {url}");
        if (demo)
        {
            Console.WriteLine($"Demo sign-ins (password {DemoSignIns.Password}), also with one click on the sign-in page:");
            foreach (var group in DemoSignIns.All.GroupBy(s => (s.Subdomain, s.Role)).Select(g => g.First()))
            {
                Console.WriteLine($"  {group.Role.Label(),-18} {group.Email,-32} {group.Subdomain}");
            }
        }

        Console.WriteLine("Stop with Ctrl+C.\n");
    }

    // Progress<T> reports on another thread, after the fact; the console should show it in order.
    private sealed class ConsoleProgress : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine($"Demo: {value}");
    }
}
