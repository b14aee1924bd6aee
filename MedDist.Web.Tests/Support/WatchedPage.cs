using System.Collections.Concurrent;
using Microsoft.Playwright;
using Shouldly;

namespace MedDist.Web.Tests.Support;

/// <summary>
/// A browser page, and whatever went wrong in its context without a test looking: console errors, uncaught exceptions, requests to
/// hosts other than this machine (web sockets included).
/// </summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> consoleErrors = new();
    private readonly ConcurrentQueue<string> pageErrors = new();
    private readonly ConcurrentQueue<string> foreignRequests = new();

    private WatchedPage(IBrowserContext context)
    {
        Context = context;
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                consoleErrors.Enqueue($"{message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => pageErrors.Enqueue(error.Error);
        context.Request += (_, request) => Watch(request.Url);
        context.Page += (_, page) => page.WebSocket += (_, socket) => Watch(socket.Url);
    }

    public IPage Page { get; private set; } = null!;

    /// <summary>The context, for further pages of the same user; they are watched too.</summary>
    public IBrowserContext Context { get; }

    public IReadOnlyList<string> ConsoleErrors => [.. consoleErrors];

    public IReadOnlyList<string> PageErrors => [.. pageErrors];

    public IReadOnlyList<string> ForeignRequests => [.. foreignRequests];

    /// <summary>All of it, each line saying what it is.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. consoleErrors.Select(e => "console error: " + e),
        .. pageErrors.Select(e => "uncaught exception: " + e),
        .. foreignRequests.Select(u => "request to another host: " + u),
    ];

    /// <summary>Asserts that nothing went wrong so far, except console errors and exceptions that contain one of these texts.</summary>
    public void ShouldHaveNoProblems(params string[] except) =>
        Problems.Where(p => !except.Any(text => p.Contains(text, StringComparison.Ordinal))).ShouldBeEmpty();

    /// <summary>Starts over, after a step that is meant to cause errors (a crashed server, a missing page).</summary>
    public void ForgetProblems()
    {
        consoleErrors.Clear();
        pageErrors.Clear();
        foreignRequests.Clear();
    }

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    internal static async Task<WatchedPage> OpenAsync(IBrowserContext context)
    {
        var watched = new WatchedPage(context);
        watched.Page = await context.NewPageAsync();
        return watched;
    }

    private void Watch(string address)
    {
        var uri = new Uri(address);
        if (uri.Scheme is "http" or "https" or "ws" or "wss" && !uri.IsLoopback && !uri.Host.EndsWith(".localhost", StringComparison.Ordinal))
        {
            foreignRequests.Enqueue(address);
        }
    }
}
