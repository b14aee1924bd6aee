using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Shell;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class ShellJourneyTests(MedDistApp app)
{
    private static readonly ViewportSize Tablet = new() { Width = 820, Height = 1180 };

    [Fact]
    public async Task An_unknown_page_answers_404_inside_the_shell()
    {
        await using var watched = await Chromium.NewPageAsync();
        await app.SignInAsync(watched.Page);
        watched.ForgetProblems();

        var answer = await watched.Page.GotoAsync(app.Url + "/no-such-page");
        await MedDistApp.LiveAsync(watched.Page);

        answer!.Status.ShouldBe(404);
        await Expect(watched.Page).ToHaveTitleAsync("Not found · MedDist");
        await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "This page does not exist" })).ToBeVisibleAsync();
        await Expect(watched.Page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(watched.Page)).ShouldBeEmpty();
        watched.ShouldHaveNoProblems("404");
        await Screenshots.SaveAsync(watched.Page, "shell-not-found");
    }

    [Fact]
    public async Task A_page_of_another_role_answers_403_and_says_so()
    {
        await using var watched = await Chromium.NewPageAsync();
        await app.SignInAsync(watched.Page);
        watched.ForgetProblems();

        var answer = await watched.Page.GotoAsync(app.Url + "/tenants");

        answer!.Status.ShouldBe(403);
        await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Your role does not open this page" })).ToBeVisibleAsync();
        watched.ShouldHaveNoProblems("403");
    }

    [Fact]
    public async Task A_look_is_chosen_from_the_menu_and_stays()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.GotoAsync(app.Url + "/forbidden?from=here");
        await MedDistApp.LiveAsync(page);
        watched.ForgetProblems();

        foreach (var (choice, look) in new[] { ("Dark", "dark"), ("Dark, high contrast", "dark high-contrast"), ("Light, high contrast", "light high-contrast"), ("Light", "light") })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Account of Ashley Nguyen" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();
            await Expect(page.Locator("html")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex($"^{look} ?$"));
            await MedDistApp.LiveAsync(page);
            page.Url.ShouldEndWith("/forbidden?from=here");
            await page.GetByRole(AriaRole.Button, new() { Name = "Account of Ashley Nguyen" }).ClickAsync();
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty(choice);
            await page.Keyboard.PressAsync("Escape");
        }

        watched.ShouldHaveNoProblems("403");
    }

    [Fact]
    public async Task The_palette_finds_an_order_by_keyboard_alone()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.Keyboard.PressAsync("Control+k");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search orders, go to a page" });
        await Expect(box).ToBeFocusedAsync();

        await page.Keyboard.InsertTextAsync("ord-00000");
        await Expect(page.Locator("#palette-list [role=option]")).ToHaveCountAsync(8);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#palette-list [aria-selected=true]")).ToHaveAttributeAsync("id", "hit-1");
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, "shell-palette");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/orders/[0-9a-f-]{36}"));
    }

    [Fact]
    public async Task Esc_closes_the_palette_and_the_focus_returns()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        var search = page.GetByRole(AriaRole.Button, new() { Name = "Search or go to" });
        await search.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Search orders, go to a page" })).ToBeFocusedAsync();

        // "/" and "?" are letters here.
        await page.Keyboard.TypeAsync("zzzz/?");
        await Expect(page.Locator(".palette-foot")).ToContainTextAsync("Nothing found.");
        await page.Keyboard.PressAsync("Escape");

        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(page, "shell-keyboard");
        await page.Keyboard.PressAsync("Escape");
        await Expect(search).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_warning_before_the_idle_sign_off_is_accessible()
    {
        await using var watched = await Chromium.NewPageAsync();
        await app.SignInAsync(watched.Page);

        await watched.Page.EvaluateAsync("document.getElementById('idle-dialog').showModal()");

        await Expect(watched.Page.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" })).ToBeFocusedAsync();
        (await Axe.ViolationsAsync(watched.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(watched.Page, "idle-warning");
    }

    [Fact]
    public async Task The_navigation_collapses_and_remembers_it()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await Expect(page.Locator(".shell")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("rail"));
        for (var tries = 0; tries < 50 && !(await watched.Context.CookiesAsync()).Any(c => c is { Name: "nav", Value: "rail" }); tries++)
        {
            // Not WaitForFunction: it polls with eval, which the page's policy forbids.
            await page.WaitForTimeoutAsync(100);
        }

        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Navigation" })).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_heading_of_the_navigation_folds_but_for_the_page_one_is_on_and_stays_so()
    {
        await using var watched = await Chromium.NewPageAsync();
        var (page, heading) = (watched.Page, watched.Page.Locator("#nav-Manufacturers"));
        var (list, scores) = (page.GetByRole(AriaRole.Link, new() { Name = "Manufacturers", Exact = true }), page.GetByRole(AriaRole.Link, new() { Name = "Scorecard", Exact = true }));
        await app.SignInAsync(page);
        await heading.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(heading).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(list).ToBeHiddenAsync();
        for (var tries = 0; tries < 50 && !(await watched.Context.CookiesAsync()).Any(c => c is { Name: "nav-closed", Value: "Manufacturers" }); tries++)
        {
            await page.WaitForTimeoutAsync(100);
        }

        await page.GotoAsync(app.Url + "/manufacturers/scorecard");
        await MedDistApp.LiveAsync(page);

        await Expect(heading).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(scores).ToBeVisibleAsync();
        await Expect(list).ToBeHiddenAsync();
        await Screenshots.SaveAsync(page, "shell-navigation-folded");

        // With icons only there are no headings that one could unfold: everything is there.
        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await Expect(list).ToBeVisibleAsync();
        await Expect(heading).ToBeHiddenAsync();
    }

    [Fact]
    public async Task On_a_tablet_the_navigation_comes_over_the_page()
    {
        await using var watched = await Chromium.NewPageAsync(Tablet);
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Navigation" }).ClickAsync();
        await Expect(page.Locator(".scrim")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "shell-tablet-navigation");

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".scrim")).ToHaveCountAsync(0);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await app.SignInAsync(page);
        await page.EvaluateAsync("document.activeElement.blur()");
        var link = page.Locator(".skip-link");
        await link.FocusAsync();
        await Expect(link).ToBeInViewportAsync();

        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main")).ToBeFocusedAsync();
        page.Url.ShouldNotEndWith("/#main");
    }
}
