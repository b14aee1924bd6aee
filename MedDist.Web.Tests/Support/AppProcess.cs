using System.Diagnostics;
using System.Globalization;
using System.Net;
using MedDist.Core.Tests.Support;

namespace MedDist.Web.Tests.Support;

/// <summary>
/// The built web app in a process of its own, on a free loopback port, with a folder of its own that is deleted with it. Ends with
/// the test process, however that ends.
/// </summary>
public sealed class AppProcess : IAsyncDisposable
{
    private const string Program = "MedDist.Web.dll";
    private const int ShownLines = 60;

    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string environment;
    private readonly string? readyPath;
    private readonly TimeSpan patience;
    private readonly List<string> output = [];
    private Process? process;
    private ExitGuard? guard;

    private AppProcess(IReadOnlyDictionary<string, string>? settings, string environment, string? readyPath, TimeSpan? patience)
    {
        this.settings = settings ?? new Dictionary<string, string>();
        this.environment = environment;
        this.readyPath = readyPath;
        this.patience = patience ?? TimeSpan.FromSeconds(60);
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.Free()}");
        Folder = Directory.CreateTempSubdirectory("meddist-app-").FullName;
    }

    /// <summary>Scheme, host and port, without a slash at the end; the same after a restart.</summary>
    public string Url { get; }

    /// <summary>The folder for all the app writes: database, files, keys, logs, mail pickup. It is also the app's HOME.</summary>
    public string Folder { get; }

    /// <summary>Everything the app wrote to its console so far, over all its starts.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (output)
            {
                return [.. output];
            }
        }
    }

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Starts the app and waits until it is ready.</summary>
    /// <param name="settings">Configuration by key ("Database:Provider"); <c>{folder}</c> in a value becomes <see cref="Folder"/>.</param>
    /// <param name="environment">The hosting environment.</param>
    /// <param name="readyPath">A GET of this path has to succeed before the app counts as ready; null: any answer will do.</param>
    /// <param name="patience">How long the app may take; a minute unless given.</param>
    /// <exception cref="InvalidOperationException">The app ended or did not become ready; its last lines are in the message.</exception>
    public static async Task<AppProcess> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        string environment = "Development",
        string? readyPath = "/health/ready",
        TimeSpan? patience = null)
    {
        var app = new AppProcess(settings, environment, readyPath, patience);
        try
        {
            await app.LaunchAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the app to end, as an operator would, and waits; a process that does not end is killed and reported.</summary>
    public async Task StopAsync()
    {
        if (!IsRunning)
        {
            return;
        }

        await SignalAsync("TERM");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            await process!.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await CrashAsync();
            throw new InvalidOperationException($"The app did not end within 40 s of being asked to.\n{LastLines()}");
        }
    }

    /// <summary>Ends the app without a warning (kill -9).</summary>
    public async Task CrashAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts the app again on the same port and folder; stops it before, if it runs.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await LaunchAsync();
    }

    /// <summary>Freezes the app: connections stay open, nothing answers.</summary>
    public Task SuspendAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>A client of the app that follows no redirects and keeps its own cookies.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), UseProxy = false })
    {
        BaseAddress = new Uri(Url),
    };

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await CrashAsync();
        }

        process?.Dispose();
        guard?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task LaunchAsync()
    {
        process?.Dispose();
        guard?.Dispose();
        process = new Process { StartInfo = Start() };
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.Start();
        guard = new ExitGuard("kill -9 \"$1\"; rm -rf \"$2\"", process.Id.ToString(CultureInfo.InvariantCulture), Folder);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, Program)])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the machine sets for its own apps must not reach this one.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_URLS"] = Url;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["DOTNET_ENVIRONMENT"] = environment;
        start.Environment["HOME"] = Folder;
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value.Replace("{folder}", Folder, StringComparison.Ordinal);
        }

        return start;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = CreateClient();
        client.Timeout = TimeSpan.FromSeconds(10);
        var watch = Stopwatch.StartNew();
        string? obstacle;
        while ((obstacle = await ObstacleAsync(client)) is not null && watch.Elapsed < patience)
        {
            if (process!.HasExited)
            {
                // so that its last words are in the output
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"The app ended with {process.ExitCode} before it was ready.\n{LastLines()}");
            }

            await Task.Delay(100);
        }

        if (obstacle is not null)
        {
            throw new InvalidOperationException($"GET {readyPath ?? "/"} did not succeed within {patience.TotalSeconds:0} s ({obstacle}).\n{LastLines()}");
        }
    }

    /// <summary>Why the app is not ready yet; null when it is.</summary>
    private async Task<string?> ObstacleAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(readyPath ?? "/", UriKind.Relative));
            return readyPath is null || response.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return e.Message;
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private string LastLines() => $"Its last lines:\n{string.Join('\n', Output.TakeLast(ShownLines))}";

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Add(line);
            }
        }
    }
}
