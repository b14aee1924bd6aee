using MedDist.Data.Database;

namespace MedDist.Web.Hosting;

/// <summary>Prepares the database and the demo, says where the application is, and serves.</summary>
internal static class Startup
{
    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        if (await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync() is { } message)
        {
            Console.WriteLine(message);
        }

        await app.StartAsync();
        Welcome(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Welcome(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            Console.WriteLine($"MedDist is at {url}");
        }
    }
}
