using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

/// <summary>An app of its own for the order form: it is killed and started again.</summary>
public sealed class FormApp : QueueApp
{
    public new const string Shared = "Order form";

    public const string Provider = "rivera@larkspur.example";

    public const string Office = "frontdesk@larkspur.example";
}

/// <summary>The tests that share one <see cref="FormApp"/>.</summary>
[CollectionDefinition(FormApp.Shared)]
public sealed class SharedFormApp : ICollectionFixture<FormApp>;

/// <summary>The order form in a browser, worked by keyboard; the browser counts what is done.</summary>
internal sealed class FormScreen(WatchedPage watched) : IAsyncDisposable
{
    public IPage Page => watched.Page;

    public WatchedPage Watched => watched;

    public ILocator Saved => Page.Locator(".save-state");

    public ILocator Summary => Page.Locator(".form-summary");

    public ILocator Done => Page.Locator(".form-done");

    public static async Task<FormScreen> OpenAsync(FormApp app, string path = "/orders/new", string who = FormApp.Provider, ViewportSize? viewport = null, string? theme = null, bool wait = true)
    {
        var cookies = await app.SignedInAsync(who);
        var watched = await Chromium.NewPageAsync(viewport, configure: o => o.StorageState = cookies);
        await Effort.CountAsync(watched.Context);
        if (theme is not null)
        {
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = app.Url }]);
        }

        var screen = new FormScreen(watched);
        await screen.Page.GotoAsync(app.Url + path);
        await (wait ? screen.ReadyAsync() : MedDistApp.LiveAsync(screen.Page));
        return screen;
    }

    /// <summary>The form answers keys and its journal runs.</summary>
    public async Task ReadyAsync()
    {
        await MedDistApp.LiveAsync(Page);
        await Page.Locator("#f-recipient").WaitForAsync();
    }

    public ILocator Field(string name) => Page.Locator("#f-" + name.Replace('.', '-'));

    public Task ValueIsAsync(string name, string value) => Expect(Field(name)).ToHaveValueAsync(value);

    /// <summary>Types into the field that has the focus and goes on with Tab.</summary>
    public async Task TypeAsync(string text, string then = "Tab")
    {
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync(then);
    }

    public async Task PressAsync(string key, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Goes by Tab, or backwards, to a field whose id begins and ends like this.</summary>
    public async Task TabToAsync(string name, string key = "Tab", string end = "")
    {
        var wanted = "f-" + name.Replace('.', '-');
        for (var i = 0; i < 60; i++)
        {
            if (await Page.EvaluateAsync<bool>("([id, end]) => document.activeElement?.id.startsWith(id) && document.activeElement.id.endsWith(end)", new[] { wanted, end }))
            {
                return;
            }

            await Page.Keyboard.PressAsync(key);
        }

        throw new InvalidOperationException($"No Tab leads to {wanted}; the focus is on {await Page.EvaluateAsync<string>("document.activeElement?.outerHTML.slice(0, 200)")}.");
    }

    public Task SavedAsync() => Expect(Saved).ToContainTextAsync(new Regex("Saved \\d+:\\d\\d:\\d\\d"));

    /// <summary>Confirms what is doubtful, one key each.</summary>
    public async Task ConfirmDoubtsAsync()
    {
        var doubts = Page.Locator("[data-doubt]");
        while (await doubts.CountAsync() is var left && left > 0)
        {
            await doubts.First.FocusAsync();
            await PressAsync("Enter");
            await Expect(doubts).ToHaveCountAsync(left - 1);
        }
    }

    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("document.activeElement?.id ?? ''");

    public ValueTask DisposeAsync() => watched.DisposeAsync();
}
