using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace MedDist.Web.Tests.Orders;

/// <summary>An app of their own for the journeys through the page of an order.</summary>
public sealed class OrderApp : QueueApp
{
    public new const string Shared = "Order page";

    public const string Marcus = "marcus@acme.example";
}

/// <summary>The tests that share one <see cref="OrderApp"/>.</summary>
[CollectionDefinition(OrderApp.Shared)]
public sealed class SharedOrderApp : ICollectionFixture<OrderApp>;

/// <summary>The page of one order in a browser, as a user finds things there.</summary>
internal sealed class OrderScreen(WatchedPage watched, OrderApp app) : IAsyncDisposable
{
    public IPage Page => watched.Page;

    public WatchedPage Watched => watched;

    public ILocator Head => Page.Locator(".order-head");

    public ILocator Editor => Page.Locator(".order-editor");

    public ILocator Timeline => Page.Locator(".timeline-panel");

    public ILocator Dialog => Page.Locator("dialog[open]");

    public ILocator Toasts => Page.Locator(".toasts");

    /// <summary>The page of the order at <paramref name="path"/>, under <c>/orders/</c>.</summary>
    public static async Task<OrderScreen> OpenAsync(OrderApp app, string path, string who = MedDistApp.Ashley, ViewportSize? viewport = null, string? theme = null)
    {
        var cookies = await app.SignedInAsync(who);
        var watched = await Chromium.NewPageAsync(viewport, configure: o => o.StorageState = cookies);
        if (theme is not null)
        {
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = app.Url }]);
        }

        var screen = new OrderScreen(watched, app);
        await screen.GoAsync(path);
        return screen;
    }

    /// <summary>The ids of the orders that the queue lists under a query.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(OrderApp app, string query)
    {
        await using var queue = await QueueScreen.OpenAsync(app, query);
        return await queue.Rows.EvaluateAllAsync<string[]>("rows => rows.map(r => r.id.replace('order-', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))");
    }

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync($"{app.Url}/orders/{path}");
        await MedDistApp.LiveAsync(Page);
        await ReadyAsync();
    }

    public Task ReadyAsync() => Page.Locator(".timeline-panel .timeline, .order-page .empty-state").First.WaitForAsync();

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    public async Task<string> NumberAsync() => (await Head.Locator("#order-title").InnerTextAsync()).Trim();

    /// <summary>Opens the editor by its key.</summary>
    public async Task EditAsync()
    {
        await Page.Locator("#edit-order").WaitForAsync();
        await PressAsync("e");
        await Page.Locator("#save-order").WaitForAsync();
    }

    public async Task SavedAsync()
    {
        await Assertions.Expect(Page.Locator("#edit-order")).ToBeVisibleAsync();
        await Assertions.Expect(Toasts).ToContainTextAsync("saved");
    }

    public Task StatusIsAsync(string status) => Assertions.Expect(Head.Locator(".order-badge").First).ToHaveTextAsync(status);

    /// <summary>A fact of the order by its name.</summary>
    public ILocator Fact(string name) => Editor.Locator(".facts > div").Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });

    public ValueTask DisposeAsync() => watched.DisposeAsync();
}
