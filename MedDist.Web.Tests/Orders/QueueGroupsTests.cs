using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed class QueueGroupsTests(QueueApp app)
{
    [Fact]
    public async Task The_list_is_gathered_by_recipient_and_manufacturer_and_worked_through_by_keyboard()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?tab=all&size=200");
        await screen.PressAsync("Shift+G");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("group=episode"));
        var heads = screen.Page.Locator("tr.episode");
        await Assertions.Expect(heads.First).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Locator(".queue-pager .range")).ToHaveTextAsync(new Regex("1–\\d+ of \\d+ groups, \\d+ orders"));
        var orders = (await heads.Locator(".count").AllInnerTextsAsync()).Sum(t => int.Parse(t.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        (await screen.Rows.CountAsync()).ShouldBe(orders);
        (await heads.First.Locator(".order-badge").CountAsync()).ShouldBe(1);
        (await heads.First.Locator(".ivr-light").CountAsync()).ShouldBe(1);
        (await heads.First.EvaluateAsync<bool>("h => { const w = h.querySelector('.episode-who').getBoundingClientRect(); return document.elementFromPoint(w.x + w.width / 2, w.y + w.height / 2).closest('.episode-head') !== null; }")).ShouldBeTrue();
        (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
        await Screenshots.SaveAsync(screen.Page, "queue-groups");

        var second = await QueueScreen.NumberAsync(screen.Rows.Nth(1));
        await screen.PressAsync("j");
        await Assertions.Expect(screen.Page.Locator("tr[id^=order-].current")).ToContainTextAsync(second);
        await screen.PressAsync("k");
        await screen.PressAsync("ArrowLeft");
        await Assertions.Expect(heads.First).ToHaveAttributeAsync("aria-expanded", "false");
        await Assertions.Expect(heads.First).ToHaveClassAsync(new Regex("current"));
        await Assertions.Expect(screen.Page.Locator(".queue-grid")).ToHaveAttributeAsync("aria-activedescendant", (await heads.First.GetAttributeAsync("id"))!);
        await Screenshots.SaveAsync(screen.Page, "queue-groups-folded");
        await screen.PressAsync("j");
        await Assertions.Expect(heads.First).Not.ToHaveClassAsync(new Regex("current"));
        await screen.PressAsync("k");
        await screen.PressAsync("ArrowRight");
        await Assertions.Expect(heads.First).ToHaveAttributeAsync("aria-expanded", "true");
        await heads.First.ClickAsync();
        await Assertions.Expect(heads.First).ToHaveAttributeAsync("aria-expanded", "false");

        await screen.Page.ReloadAsync();
        await MedDistApp.LiveAsync(screen.Page);
        await Assertions.Expect(heads.First).ToBeVisibleAsync();
        await screen.Page.SetViewportSizeAsync(820, 1180);
        await Screenshots.SaveAsync(screen.Page, "queue-groups-820");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove filter Grouped by" }).ClickAsync();
        await Assertions.Expect(heads).ToHaveCountAsync(0);
        screen.Watched.ShouldHaveNoProblems();
    }
}
