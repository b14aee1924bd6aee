using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed class QueueSavedViewsTests(QueueApp app)
{
    [Fact]
    public async Task A_view_is_saved_changed_reset_shared_made_default_and_deleted()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&ivr=missing&sort=servicedate&size=25");
        var name = "Missing IVRs " + Guid.NewGuid().ToString("N")[..6];
        await SaveAsync(screen, name, share: true);
        var view = ViewLink(screen, name);
        await Assertions.Expect(view).ToHaveAttributeAsync("aria-current", "page");
        await CountEqualsListAsync(screen, view);
        await Screenshots.SaveAsync(screen.Page, "queue-view-saved");

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Group", Exact = true }).ClickAsync();
        await Assertions.Expect(view).ToContainTextAsync("(changed)");
        await Assertions.Expect(screen.Page.Locator(".views-bar").GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true })).ToBeVisibleAsync();
        await Screenshots.SaveAsync(screen.Page, "queue-view-changed");
        await screen.Page.Locator(".views-bar").GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Assertions.Expect(view).Not.ToContainTextAsync("(changed)");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("view=.*tab=all.*ivr=missing.*sort=servicedate.*size=25"));

        await StartWithAsync(screen, name);
        await screen.GoAsync("");
        await Assertions.Expect(view).ToHaveAttributeAsync("aria-current", "page");
        await Assertions.Expect(screen.Page.Locator(".filter-chips")).ToContainTextAsync("Missing");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Leave view" }).ClickAsync();
        await Assertions.Expect(screen.Page.Locator(".filter-chips")).ToHaveTextAsync("No filters");
        await screen.Page.ReloadAsync();
        await MedDistApp.LiveAsync(screen.Page);
        await Assertions.Expect(screen.Page.Locator(".filter-chips")).ToHaveTextAsync("No filters");
        await StartWithAsync(screen, null);

        await using (var helen = await QueueScreen.OpenAsync(app, "", "helen@acme.example"))
        {
            await Assertions.Expect(ViewLink(helen, name)).ToHaveAttributeAsync("title", new Regex("Shared by Ashley"));
            await ViewLink(helen, name).ClickAsync();
            await CountEqualsListAsync(helen, ViewLink(helen, name));
            await helen.Page.GetByRole(AriaRole.Button, new() { Name = "Manage views" }).ClickAsync();
            await Assertions.Expect(helen.Dialog.GetByRole(AriaRole.Row, new() { Name = name }).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
            await helen.PressAsync("Escape");

            await DeleteAsync(screen, name);
            await Assertions.Expect(ViewLink(helen, name)).ToHaveCountAsync(0);
            await Assertions.Expect(helen.Toasts).ToContainTextAsync($"The view “{name}” is gone");
        }

        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Overwriting_keeps_the_changes_and_a_taken_name_offers_to_save_over()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?rush=yes");
        var name = "Rush " + Guid.NewGuid().ToString("N")[..6];
        await SaveAsync(screen, name);
        await screen.Page.Locator("[data-tab=All]").ClickAsync();
        await Assertions.Expect(ViewLink(screen, name)).ToContainTextAsync("(changed)");
        await screen.Page.Locator(".views-bar").GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(ViewLink(screen, name)).Not.ToContainTextAsync("(changed)");
        await CountEqualsListAsync(screen, ViewLink(screen, name));

        await screen.GoAsync("?tab=done");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await screen.Dialog.GetByLabel("Name").FillAsync(name);
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = $"Save over “{name}”" }).ClickAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("view=.*tab=done"));
        await Assertions.Expect(screen.Page.Locator(".views-bar a").Filter(new() { HasText = name })).ToHaveCountAsync(1);
        await DeleteAsync(screen, name);
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_name_that_is_searched_for_is_not_kept_and_the_user_is_told()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all");
        await screen.Page.Locator("#order-search").FillAsync("conrad");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("q=%2A"));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Assertions.Expect(screen.Dialog.GetByRole(AriaRole.Note)).ToContainTextAsync("“conrad” is not kept");
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, "queue-view-private-search");
        var name = "All " + Guid.NewGuid().ToString("N")[..6];
        await screen.Dialog.GetByLabel("Name").FillAsync(name);
        await screen.PressAsync("Control+Enter");
        await Assertions.Expect(ViewLink(screen, name)).ToHaveAttributeAsync("aria-current", "page");
        await Assertions.Expect(screen.Page.Locator("#order-search")).ToHaveValueAsync("conrad");
        await ViewLink(screen, name).ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#order-search")).ToHaveValueAsync("");
        await DeleteAsync(screen, name);
    }

    private static ILocator ViewLink(QueueScreen screen, string name) => screen.Page.Locator(".views-bar a").Filter(new() { HasText = name });

    private static async Task SaveAsync(QueueScreen screen, string name, bool share = false)
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await screen.Dialog.GetByLabel("Name").FillAsync(name);
        if (share)
        {
            await screen.Dialog.GetByLabel("Share with colleagues").CheckAsync();
        }

        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Assertions.Expect(ViewLink(screen, name)).ToHaveCountAsync(1);
    }

    private static async Task StartWithAsync(QueueScreen screen, string? name)
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Manage views" }).ClickAsync();
        await screen.Dialog.GetByLabel(name is null ? "Start with the list's own view" : $"Start with {name}").CheckAsync();
        await Screenshots.SaveAsync(screen.Page, "queue-views-dialog");
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
    }

    private static async Task DeleteAsync(QueueScreen screen, string name)
    {
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Manage views" }).ClickAsync();
        await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = $"Delete {name}" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Delete view" }).ClickAsync();
        await Assertions.Expect(ViewLink(screen, name)).ToHaveCountAsync(0);
        await screen.PressAsync("Escape");
    }

    private static async Task CountEqualsListAsync(QueueScreen screen, ILocator view)
    {
        await Assertions.Expect(view).ToHaveAttributeAsync("aria-current", "page");
        await screen.ReadyAsync();
        var (range, count) = ("", "");
        for (var waited = 0; waited < 15_000 && (range != count || count.Length == 0); waited += 100)
        {
            await Task.Delay(100);
            range = await screen.Page.Locator(".queue-pager .range").InnerTextAsync();
            range = range == "No orders" ? "0" : range.Split(" of ")[1];
            count = await view.Locator(".count").InnerTextAsync();
        }

        range.ShouldBe(count);
    }
}
