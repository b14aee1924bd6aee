using Microsoft.Playwright;

namespace MedDist.Web.Tests.Support;

/// <summary>One Playwright and one Chromium for the whole test run; each test gets a context (cookies, storage) of its own.</summary>
public static class Chromium
{
    // The first is the same browser without its window, and takes a third less time.
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
    private static readonly string Program = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Programs.FirstOrDefault(File.Exists) ?? Programs[0];
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static IPlaywright? playwright;
    private static IBrowser? browser;

    // Any name but this machine's own resolves to nothing: a page that asks for something outside never reaches it.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    /// <summary>Opens a page that watches itself for errors and for requests to other hosts. Dispose it to close its context.</summary>
    /// <param name="viewport">1440 by 900 unless given.</param>
    /// <param name="colorScheme">What the user's system prefers.</param>
    /// <param name="configure">Changes further options of the context (touch, locale, stored sign-in).</param>
    public static async Task<WatchedPage> NewPageAsync(ViewportSize? viewport = null, ColorScheme colorScheme = ColorScheme.Light, Action<BrowserNewContextOptions>? configure = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = viewport ?? new() { Width = 1440, Height = 900 },
            ColorScheme = colorScheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            TimezoneId = "America/New_York",
        };
        configure?.Invoke(options);
        var context = await (await BrowserAsync()).NewContextAsync(options);
        return await WatchedPage.OpenAsync(context);
    }

    private static async Task<IBrowser> BrowserAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (browser is { IsConnected: true })
            {
                return browser;
            }

            if (!File.Exists(Program))
            {
                throw new InvalidOperationException($"{Program} does not exist; run ./test.sh as root, install the package chromium-headless-shell or chromium, or name another one in CHROMIUM.");
            }

            // Nobody closes them: Playwright's driver ends, and takes the browser with it, when the pipe to this process breaks.
            playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(15_000);
            return browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Arguments });
        }
        finally
        {
            Gate.Release();
        }
    }
}
