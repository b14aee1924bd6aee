using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed class QueueKeysTests(QueueApp app)
{
    private static readonly string[] Pressed = ["j", "k", "o", "g", "c", "a", "b", "d", "f", "h", "r", "u", "1", "3", "5", "/", "?", "G", " "];

    [Theory]
    [InlineData("<input id='field'>")]
    [InlineData("<input id='field' type='search'>")]
    [InlineData("<input id='field' type='date'>")]
    [InlineData("<input id='field' type='number'>")]
    [InlineData("<textarea id='field'></textarea>")]
    [InlineData("<select id='field'><option>Alpha</option><option>Beta</option></select>")]
    [InlineData("<div id='field' contenteditable='true'>text</div>")]
    [InlineData("<div contenteditable='true'><b id='field' tabindex='0'>inside</b></div>")]
    public async Task No_key_does_anything_while_one_types(string field)
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all");
        await screen.Page.EvaluateAsync("html => document.querySelector('.queue-main').insertAdjacentHTML('beforeend', html)", field);
        await screen.Page.EvaluateAsync("document.getElementById('field').focus()");
        var before = await StateAsync(screen);
        await screen.Page.EvaluateAsync(
            """
            keys => {
              const field = document.getElementById('field');
              for (const key of [...keys, 'ArrowDown', 'ArrowUp', 'Enter', 'Home', 'End', 'PageDown'])
                field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, shiftKey: key === 'G' || key === '?' }));
            }
            """,
            Pressed);
        await screen.PressAsync("ArrowDown");
        await screen.Page.WaitForTimeoutAsync(400);

        (await StateAsync(screen)).ShouldBe(before);
        (await screen.Page.EvaluateAsync<bool>("document.getElementById('field') === document.activeElement || document.getElementById('field').parentElement === document.activeElement")).ShouldBeTrue();
    }

    [Fact]
    public async Task Keys_rest_in_a_dialog_and_work_again_after_it()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all");
        var second = await QueueScreen.NumberAsync(screen.Rows.Nth(1));
        await screen.PressAsync("?");
        await Assertions.Expect(screen.Dialog).ToContainTextAsync("Next order");
        foreach (var text in new[] { "Open the order on its own page", "Preview beside the list", "The IVR of the current order", "Approve", "Send back", "Deny", "Claim", "Search", "Group by recipient", "Last order of the page" })
        {
            await Assertions.Expect(screen.Dialog).ToContainTextAsync(text);
        }

        await Screenshots.SaveAsync(screen.Page, "queue-help");
        await screen.PressAsync("j");
        await screen.PressAsync("Escape");
        await Assertions.Expect(screen.Dialog).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Rows.First).ToHaveAttributeAsync("aria-selected", "true");
        await screen.PressAsync("j");
        await Assertions.Expect(screen.Current).ToContainTextAsync(second);
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Enter_and_double_click_open_the_full_page_and_back_returns_to_the_same_list()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&sort=number");
        var third = await screen.Rows.Nth(2).GetAttributeAsync("id");
        await screen.PressAsync("j");
        await screen.PressAsync("j");
        await screen.PressAsync("Enter");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex($"/orders/{Guid.Parse(third!["order-".Length..])}/full\\?"));
        await screen.Page.GoBackAsync();
        await screen.ReadyAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("tab=all.*sort=number"));

        await screen.Rows.Nth(2).DblClickAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex($"/orders/{Guid.Parse(third["order-".Length..])}/full\\?"));
    }

    [Fact]
    public async Task G_shows_the_ivr_of_the_current_order_with_or_without_its_pane()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all");
        var second = await QueueScreen.NumberAsync(screen.Rows.Nth(1));
        await screen.PressAsync("j");
        await screen.PressAsync("g");
        await Assertions.Expect(screen.Pane.Locator("#order-ivr")).ToBeFocusedAsync();
        await screen.PaneShowsAsync(second);
        await Screenshots.SaveAsync(screen.Page, "queue-ivr-focused");
        await screen.PressAsync("Escape");
        await Assertions.Expect(screen.Page.Locator(".queue-grid")).ToBeFocusedAsync();
        await screen.PressAsync("o");
        await screen.PaneShowsAsync(second);
        await screen.PressAsync("g");
        await Assertions.Expect(screen.Pane.Locator("#order-ivr")).ToBeFocusedAsync();
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task The_list_is_one_tab_stop_and_chips_are_reached_and_removed_by_keyboard()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&rush=yes");
        (await screen.Page.EvaluateAsync<int>("[...document.querySelector('.queue-scroll').querySelectorAll('a[href], button, input, select, [tabindex]')].filter(e => e.tabIndex >= 0).length")).ShouldBe(1);
        var chip = screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove filter Only Rush" });
        await chip.FocusAsync();
        await screen.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator(".filter-chips")).ToHaveTextAsync("No filters");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("tab=all$"));

        await screen.Page.Locator(".queue-grid").FocusAsync();
        await screen.PressAsync("End");
        await Assertions.Expect(screen.Rows.Last).ToHaveAttributeAsync("aria-selected", "true");
        await screen.PressAsync("PageUp");
        await Assertions.Expect(screen.Rows.Last).ToHaveAttributeAsync("aria-selected", "false");
        await screen.PressAsync("Home");
        await Assertions.Expect(screen.Rows.First).ToHaveAttributeAsync("aria-selected", "true");
    }

    private static async Task<string> StateAsync(QueueScreen screen) => string.Join('\n',
        screen.Page.Url, await screen.Page.Locator(".queue-grid").GetAttributeAsync("aria-activedescendant"), await screen.Pane.CountAsync(), await screen.Dialog.CountAsync(),
        await screen.Page.Locator(".queue-tabs a[aria-current]").InnerTextAsync(), await screen.Toasts.InnerTextAsync(), await screen.Current.Locator(".claim-mark").CountAsync());
}
