using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace MedDist.Web.Tests.Orders;

/// <summary>An app for the journeys through the queue: its undo time is short enough to wait for.</summary>
public class QueueApp : MedDistApp
{
    public new const string Shared = "Order queue";

    /// <summary>Seconds that a forwarded order is held.</summary>
    public const int UndoSeconds = 6;

    private readonly Dictionary<string, string> signedIn = [];

    public string MailFolder => Path.Combine(Process.Folder, "mail");

    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string> { ["Orders:UndoSeconds"] = $"{UndoSeconds}", ["Demo:Orders"] = "240" };

    /// <summary>Cookies of a user who has signed in; by the form the first time.</summary>
    public async Task<string> SignedInAsync(string who)
    {
        if (!signedIn.TryGetValue(who, out var cookies))
        {
            await using var watched = await Chromium.NewPageAsync();
            await SignInAsync(watched.Page, who);
            signedIn[who] = cookies = await watched.Context.StorageStateAsync();
        }

        return cookies;
    }

    /// <summary>The message with this order's form, once it is in the pickup folder; null when it is not there in time.</summary>
    public async Task<string?> MailForAsync(string number, TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; waited < patience; waited += TimeSpan.FromMilliseconds(250))
        {
            if (Directory.Exists(MailFolder) && Directory.GetFiles(MailFolder, "*.eml").Select(File.ReadAllText).FirstOrDefault(m => m.Contains(number, StringComparison.Ordinal)) is { } mail)
            {
                return mail;
            }

            await Task.Delay(250);
        }

        return null;
    }
}

/// <summary>The tests that share one <see cref="QueueApp"/>.</summary>
[CollectionDefinition(QueueApp.Shared)]
public sealed class SharedQueueApp : ICollectionFixture<QueueApp>;

/// <summary>The order queue in a browser, as a user finds things there.</summary>
internal sealed class QueueScreen(WatchedPage watched, QueueApp app) : IAsyncDisposable
{
    public IPage Page => watched.Page;

    public WatchedPage Watched => watched;

    public ILocator Rows => Page.Locator(".queue-grid tbody tr[id^=order-]");

    public ILocator Current => Page.Locator(".queue-grid tr.current");

    public ILocator Pane => Page.Locator(".order-pane");

    public ILocator Dialog => Page.Locator("dialog[open]");

    public ILocator Toasts => Page.Locator(".toasts");

    public static async Task<QueueScreen> OpenAsync(QueueApp app, string query = "", string who = MedDistApp.Ashley, ViewportSize? viewport = null, string? theme = null)
    {
        var cookies = await app.SignedInAsync(who);
        var watched = await Chromium.NewPageAsync(viewport, configure: o => o.StorageState = cookies);
        if (theme is not null)
        {
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = app.Url }]);
        }

        var screen = new QueueScreen(watched, app);
        await screen.GoAsync(query);
        return screen;
    }

    public async Task GoAsync(string query)
    {
        await Page.GotoAsync($"{app.Url}/orders{query}");
        await MedDistApp.LiveAsync(Page);
        await ReadyAsync();
    }

    /// <summary>The list is there, with or without rows.</summary>
    public Task ReadyAsync() => Page.Locator(".queue-grid tbody tr[id], .queue-scroll .empty-state").First.WaitForAsync();

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    public static async Task<string> NumberAsync(ILocator row) => (await row.Locator(".col-number .code").InnerTextAsync()).Trim();

    public ILocator RowOf(string number) => Rows.Filter(new() { HasText = number });

    /// <summary>Opens the first order of the list and waits until its pane is complete.</summary>
    public async Task<string> OpenFirstAsync()
    {
        var number = await NumberAsync(Rows.First);
        await Rows.First.ClickAsync();
        await PaneShowsAsync(number);
        return number;
    }

    public async Task PaneShowsAsync(string number)
    {
        await Assertions.Expect(Pane.Locator("#order-pane-title")).ToHaveTextAsync(number);
        await Pane.Locator("#order-timeline").WaitForAsync();
    }

    public Task StatusIsAsync(string status) => Assertions.Expect(Pane.Locator(".pane-title .order-badge").First).ToHaveTextAsync(status);

    public ValueTask DisposeAsync() => watched.DisposeAsync();
}
