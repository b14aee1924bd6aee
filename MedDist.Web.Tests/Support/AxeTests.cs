using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Support;

[Trait("Category", "Browser")]
public sealed class AxeTests
{
    private const string Clean = "<!doctype html><html lang='en'><title>Orders</title><body><main><h1>Orders</h1><p>Nothing to do.</p></main></body></html>";
    private const string Faulty = "<!doctype html><html lang='en'><title>Orders</title><body><main><h1>Orders</h1><img src='data:,'><button></button></main></body></html>";

    [Fact]
    public async Task A_clean_page_has_no_findings()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.SetContentAsync(Clean);

        (await Axe.ViolationsAsync(watched.Page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Planted_faults_are_found()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.SetContentAsync(Faulty);

        var found = await Axe.ViolationsAsync(watched.Page);

        found.Count.ShouldBe(2);
        found.ShouldContain(f => f.StartsWith("critical image-alt:", StringComparison.Ordinal) && f.Contains("<img", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith("critical button-name:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_strict_content_security_policy_does_not_blind_it()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.RouteAsync("**/*", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = Faulty + "<script>document.title = 'inline script ran'</script>",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; img-src 'self' data:; base-uri 'self'" },
        }));
        await watched.Page.GotoAsync("http://127.0.0.1:1/");

        await Assertions.Expect(watched.Page).ToHaveTitleAsync("Orders");
        watched.ConsoleErrors.ShouldHaveSingleItem().ShouldContain("Content Security Policy");
        watched.ForgetProblems();
        (await Axe.ViolationsAsync(watched.Page)).Count.ShouldBe(2);
        watched.ShouldHaveNoProblems();
    }
}
