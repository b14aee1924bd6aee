using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Support;

[Trait("Category", "Browser")]
public sealed class ChromiumTests
{
    [Fact]
    public async Task A_page_remembers_errors_and_requests_to_other_hosts()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.SetContentAsync("""
            <title>noisy</title><script>console.error('oh no'); setTimeout(() => { throw new Error('uncaught') });</script>
            <script>new WebSocket('ws://elsewhere.example/hub')</script><img alt="" src="http://elsewhere.example/pixel.png">
            """);
        await Assertions.Expect(watched.Page).ToHaveTitleAsync("noisy");

        await UntilAsync(() => watched.PageErrors.Count == 1 && watched.ForeignRequests.Count == 2);
        watched.ConsoleErrors.ShouldContain(e => e.StartsWith("oh no", StringComparison.Ordinal));
        watched.PageErrors.ShouldHaveSingleItem().ShouldContain("uncaught");
        watched.ForeignRequests.ShouldBe(["ws://elsewhere.example/hub", "http://elsewhere.example/pixel.png"], ignoreOrder: true);
        Should.Throw<ShouldAssertException>(() => watched.ShouldHaveNoProblems());

        watched.ForgetProblems();
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_page_is_opened_as_asked_and_kept_as_a_picture()
    {
        await using var watched = await Chromium.NewPageAsync(new() { Width = 390, Height = 844 }, ColorScheme.Dark);
        await watched.Page.SetContentAsync("<!doctype html><html lang='en'><title>small</title><body style='font: 20px sans-serif'>A dark phone</body>");

        (await watched.Page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches && innerWidth === 390")).ShouldBeTrue();
        var picture = await Screenshots.SaveAsync(watched.Page, "support-phone-dark");

        (await File.ReadAllBytesAsync(picture))[..8].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Tests_share_the_browser_but_not_their_cookies()
    {
        await using var first = await Chromium.NewPageAsync();
        await using var second = await Chromium.NewPageAsync();
        await first.Context.AddCookiesAsync([new() { Name = "who", Value = "first", Url = "http://127.0.0.1/" }]);

        first.Context.Browser.ShouldBeSameAs(second.Context.Browser);
        (await second.Context.CookiesAsync()).ShouldBeEmpty();
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var i = 0; i < 100 && !reached(); i++)
        {
            await Task.Delay(50);
        }
    }
}
