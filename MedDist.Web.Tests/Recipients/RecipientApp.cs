using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace MedDist.Web.Tests.Recipients;

/// <summary>An app for the journeys through recipients and their cover.</summary>
public sealed class RecipientApp : MedDistApp
{
    public new const string Shared = "Recipients";

    public const string Office = "office@sunfield.example";

    private readonly Dictionary<string, string> cookies = [];

    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string> { ["Demo:Orders"] = "240" };

    /// <summary>A page of somebody at an address.</summary>
    public async Task<WatchedPage> OpenAsync(string path, ViewportSize? viewport = null, string? theme = null, string who = Ashley)
    {
        if (!cookies.TryGetValue(who, out var state))
        {
            await using var first = await Chromium.NewPageAsync();
            await SignInAsync(first.Page, who);
            cookies[who] = state = await first.Context.StorageStateAsync();
        }

        var watched = await Chromium.NewPageAsync(viewport, configure: o => o.StorageState = state);
        if (theme is not null)
        {
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = Url }]);
        }

        await GoAsync(watched.Page, path);
        return watched;
    }

    public async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(Url + path);
        await LiveAsync(page);
    }

    /// <summary>Searches as one does: slash, text.</summary>
    public static async Task SearchAsync(IPage page, string text)
    {
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#recipient-search")).ToBeFocusedAsync();
        await page.Locator("#recipient-search").FillAsync(text);
    }
}

/// <summary>The tests that share one <see cref="RecipientApp"/>.</summary>
[CollectionDefinition(RecipientApp.Shared)]
public sealed class SharedRecipientApp : ICollectionFixture<RecipientApp>;
