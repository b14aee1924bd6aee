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

/// <summary>The order form in a browser, worked by keyboard; counts what the user does.</summary>
internal sealed class FormScreen(WatchedPage watched) : IAsyncDisposable
{
    public IPage Page => watched.Page;

    public WatchedPage Watched => watched;

    /// <summary>Keys and fields: one for each field that is filled, each key, each click.</summary>
    public int Interactions { get; private set; }

    /// <summary>Characters typed, for the keystroke-level model.</summary>
    public int Keys { get; private set; }

    public ILocator Saved => Page.Locator(".save-state");

    public ILocator Summary => Page.Locator(".form-summary");

    public ILocator Done => Page.Locator(".form-done");

    /// <summary>Keystroke-level model of Card, Moran and Newell: 0.2 s a key of an average typist, 1.35 s to think before each thing that is done.</summary>
    public double Seconds => (Keys * 0.2) + (Interactions * 1.35);

    public static async Task<FormScreen> OpenAsync(FormApp app, string path = "/orders/new", string who = FormApp.Provider, ViewportSize? viewport = null, string? theme = null, bool wait = true)
    {
        var cookies = await app.SignedInAsync(who);
        var watched = await Chromium.NewPageAsync(viewport, configure: o => o.StorageState = cookies);
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
        Interactions++;
        Keys += text.Length + 1;
    }

    public async Task PressAsync(string key, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await Page.Keyboard.PressAsync(key);
        }

        Interactions++;
        Keys += times;
    }

    /// <summary>Goes by Tab to a field further on; the keys count, as one thing done.</summary>
    public async Task TabToAsync(string name)
    {
        var wanted = "f-" + name.Replace('.', '-');
        for (var i = 0; i < 60; i++)
        {
            if (await Page.EvaluateAsync<bool>("id => document.activeElement?.id.startsWith(id)", wanted))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
            Keys++;
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
