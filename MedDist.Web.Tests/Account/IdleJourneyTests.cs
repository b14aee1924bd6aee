using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Account;

/// <summary>An installation that signs off after twelve seconds, and warns six before.</summary>
public sealed class HastyApp : MedDistApp
{
    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string> { ["Accounts:IdleMinutes"] = "0.2", ["Demo:Orders"] = "4" };
}

[Trait("Category", "Browser")]
public sealed class IdleJourneyTests(HastyApp app) : IClassFixture<HastyApp>
{
    [Fact]
    public async Task Work_in_one_tab_keeps_all_tabs_and_idleness_ends_them()
    {
        await using var watched = await Chromium.NewPageAsync();
        var first = watched.Page;
        await app.SignInAsync(first);
        var second = await watched.Context.NewPageAsync();
        await second.GotoAsync(app.Url + "/forbidden");
        await MedDistApp.LiveAsync(second);

        var warning = first.GetByRole(AriaRole.Dialog, new() { Name = "Are you still there?" });
        await Expect(warning).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await Expect(warning).Not.ToBeVisibleAsync();

        await Expect(first).ToHaveURLAsync(app.Url + "/sign-in?reason=idle", new() { Timeout = 20_000 });
        await Expect(second).ToHaveURLAsync(app.Url + "/sign-in?reason=idle");
        await first.GotoAsync(app.Url + "/orders");
        first.Url.ShouldContain("/sign-in");
    }
}
