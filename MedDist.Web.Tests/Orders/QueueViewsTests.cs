using MedDist.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed class QueueViewsTests(QueueApp app)
{
    [Fact]
    public async Task A_second_browser_sees_a_change_within_two_seconds_and_its_row_stays_put()
    {
        await using var ashley = await QueueScreen.OpenAsync(app, "?ivr=valid");
        await using var marcus = await QueueScreen.OpenAsync(app, "?ivr=valid", "marcus@acme.example");
        var number = await QueueScreen.NumberAsync(ashley.Rows.Filter(new() { HasText = "Pending review" }).First);
        await ashley.RowOf(number).ClickAsync();
        await ashley.PaneShowsAsync(number);
        for (var i = 0; i < 5; i++)
        {
            await marcus.PressAsync("j");
        }

        await Assertions.Expect(marcus.Rows.Nth(5)).ToHaveAttributeAsync("aria-selected", "true");
        var (mine, place) = (await QueueScreen.NumberAsync(marcus.Current), (await marcus.Current.BoundingBoxAsync())!.Y);
        await ashley.PressAsync("a");
        await Assertions.Expect(ashley.RowOf(number)).ToContainTextAsync("Approved");
        await Assertions.Expect(marcus.RowOf(number)).ToContainTextAsync("Approved", new() { Timeout = 2000 });

        await ashley.GoAsync($"?q={number}");
        await ashley.OpenFirstAsync();
        await ashley.PressAsync("d");
        await ashley.Dialog.GetByRole(AriaRole.Textbox).FillAsync("Ordered twice.");
        await ashley.PressAsync("Control+Enter");
        await Assertions.Expect(ashley.Toasts).ToContainTextAsync("denied");
        await Assertions.Expect(marcus.Page.Locator("tr.has-left").Filter(new() { HasText = number })).ToHaveCountAsync(1, new() { Timeout = 2000 });
        (await QueueScreen.NumberAsync(marcus.Current)).ShouldBe(mine);
        (await marcus.Current.BoundingBoxAsync())!.Y.ShouldBe(place);
        await Screenshots.SaveAsync(marcus.Page, "queue-moved-by-another");

        await marcus.PressAsync("j");
        await Assertions.Expect(marcus.RowOf(number)).ToHaveCountAsync(0);
        marcus.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_link_opens_its_order_even_outside_the_tab()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=done");
        var number = await screen.OpenFirstAsync();
        var id = new Uri(screen.Page.Url).Segments[^1];
        await screen.GoAsync("/" + id);

        await screen.PaneShowsAsync(number);
        await Assertions.Expect(screen.RowOf(number)).ToHaveCountAsync(0);
        (await screen.Page.TitleAsync()).ShouldBe("Orders · MedDist");

        await screen.GoAsync("/01998878-2801-7209-bb5d-47e3d929c83b");
        await Assertions.Expect(screen.Pane).ToContainTextAsync("does not exist or is not yours to see");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Filters_and_search_live_in_the_address_and_go_back()
    {
        await using var screen = await QueueScreen.OpenAsync(app);
        var all = await screen.Page.Locator(".queue-pager .range").InnerTextAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await screen.Page.GetByLabel("Rush only").CheckAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/orders\\?rush=yes$"));
        var chips = screen.Page.Locator(".filter-chips");
        await Assertions.Expect(chips).ToContainTextAsync("Rush");
        await screen.Page.GetByLabel("IVR", new() { Exact = true }).SelectOptionAsync("Valid");
        await Assertions.Expect(chips).ToContainTextAsync("Valid");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/orders\\?ivr=valid&rush=yes$"));
        await Screenshots.SaveAsync(screen.Page, "queue-filters");

        await chips.GetByRole(AriaRole.Button, new() { Name = "Remove filter IVR Valid" }).ClickAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/orders\\?rush=yes$"));
        await screen.Page.GoBackAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/orders\\?ivr=valid&rush=yes$"));
        await Assertions.Expect(chips).ToContainTextAsync("Valid");
        await screen.Page.GoBackAsync();
        await screen.Page.GoBackAsync();
        await Assertions.Expect(chips).ToHaveTextAsync("No filters");
        await Assertions.Expect(screen.Page.Locator(".queue-pager .range")).ToHaveTextAsync(all);
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_name_that_is_searched_for_never_gets_into_the_address()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=done");
        var name = await screen.Rows.First.Locator(".col-recipient").InnerTextAsync();
        await screen.GoAsync("?tab=returned");
        await screen.PressAsync("/");
        await screen.Page.Keyboard.TypeAsync("zz " + name);
        await Assertions.Expect(screen.Page.Locator(".empty-state")).ToContainTextAsync("Nothing found in sent back");
        screen.Page.Url.ShouldEndWith("/orders?tab=returned&q=%2A");
        await Screenshots.SaveAsync(screen.Page, "queue-nothing-found");

        await screen.Page.Locator("#order-search").FillAsync(name);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search all orders" }).ClickAsync();
        await Assertions.Expect(screen.Rows.First.Locator(".col-recipient")).ToHaveTextAsync(name);
        screen.Page.Url.ShouldEndWith("/orders?tab=all&q=%2A");
        await screen.Page.GoBackAsync();
        await Assertions.Expect(screen.Page.Locator("#order-search")).ToHaveValueAsync(name);
        await screen.Page.GoBackAsync();
        await Assertions.Expect(screen.Page.Locator("#order-search")).ToHaveValueAsync("");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Theory]
    [InlineData("helen@acme.example", true)]
    [InlineData("dana@acme.example", true)]
    [InlineData("rivera@larkspur.example", false)]
    [InlineData("frontdesk@larkspur.example", false)]
    public async Task Who_does_not_triage_reads_without_buttons(string who, bool masked)
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all", who);
        (await screen.Rows.First.Locator(".col-recipient").InnerTextAsync()).Contains('•', StringComparison.Ordinal).ShouldBe(masked);
        await screen.OpenFirstAsync();

        await Assertions.Expect(screen.Page.Locator(".action-bar")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.Locator("#order-internal")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Pane.GetByRole(AriaRole.Columnheader, new() { Name = "Price" })).ToHaveCountAsync(who.StartsWith("frontdesk", StringComparison.Ordinal) ? 0 : 1);
        await screen.PressAsync("d");
        await Assertions.Expect(screen.Dialog).ToHaveCountAsync(0);
        if (who.StartsWith("rivera", StringComparison.Ordinal))
        {
            (await screen.Rows.Locator(".col-provider").AllTextContentsAsync()).Select(t => t.Trim()).Distinct().ShouldBe(["Elena Rivera, MD"]);
        }

        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_super_admin_without_a_tenant_is_told_where_to_go()
    {
        await using var watched = await Chromium.NewPageAsync();
        await app.SignInAsync(watched.Page, MedDistApp.SuperAdmin);
        await watched.Page.GotoAsync(app.Url + "/orders");
        await MedDistApp.LiveAsync(watched.Page);

        (await watched.Page.GetByRole(AriaRole.Link, new() { Name = "Choose a tenant" }).GetAttributeAsync("href")).ShouldBe("/tenants");
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("standard-dark")]
    public async Task List_pane_and_dialog_are_accessible(string theme)
    {
        await using var screen = await QueueScreen.OpenAsync(app, theme: theme);
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, $"queue-list-{theme}");
        await screen.GoAsync("?status=pendingreview");
        await screen.OpenFirstAsync();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, $"queue-pane-{theme}");
        await screen.PressAsync("b");
        await screen.Dialog.WaitForAsync();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, $"queue-dialog-{theme}");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task The_list_fits_its_screen()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all");
        (await screen.Page.EvaluateAsync<int>("[...document.querySelectorAll('.queue-grid tbody tr')].filter(r => r.getBoundingClientRect().bottom <= document.querySelector('.queue-scroll').getBoundingClientRect().bottom).length"))
            .ShouldBeGreaterThanOrEqualTo(22);
        (await OverflowAsync(screen.Page)).ShouldBeFalse();
        await screen.Page.SetViewportSizeAsync(820, 1180);
        (await OverflowAsync(screen.Page)).ShouldBeFalse();
        await Screenshots.SaveAsync(screen.Page, "queue-list-820");
        await screen.OpenFirstAsync();
        await Assertions.Expect(screen.Rows.First).ToBeHiddenAsync();
        await Screenshots.SaveAsync(screen.Page, "queue-pane-820");
        await screen.Pane.GetByRole(AriaRole.Button, new() { Name = "Close order" }).ClickAsync();
        await Assertions.Expect(screen.Rows.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_the_database_does_not_answer_the_page_says_so_and_tries_again()
    {
        await using var screen = await QueueScreen.OpenAsync(app);
        await RunAsync("ALTER TABLE Orders RENAME TO OrdersAway");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The orders could not be read");
        await Screenshots.SaveAsync(screen.Page, "queue-error");
        await RunAsync("ALTER TABLE OrdersAway RENAME TO Orders");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(screen.Rows.First).ToBeVisibleAsync();
    }

    private static Task<bool> OverflowAsync(IPage page) => page.EvaluateAsync<bool>(
        "[document.documentElement, document.querySelector('main'), document.querySelector('.queue-scroll')].some(e => e.scrollWidth > e.clientWidth + 1)");

    private async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(app.Process.Folder, "app.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
