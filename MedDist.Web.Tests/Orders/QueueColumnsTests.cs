using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed class QueueColumnsTests(QueueApp app)
{
    private const string Marcus = "marcus@acme.example";

    [Fact]
    public async Task Columns_are_chosen_ordered_and_sized_and_are_there_in_the_next_session()
    {
        await using (var screen = await QueueScreen.OpenAsync(app, "?tab=all", Marcus))
        {
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
            (await Axe.ViolationsAsync(screen.Page)).ShouldBeEmpty();
            await Screenshots.SaveAsync(screen.Page, "queue-columns");
            await screen.Dialog.GetByLabel("Order type", new() { Exact = true }).CheckAsync();
            await screen.Dialog.GetByLabel("Facility", new() { Exact = true }).UncheckAsync();
            await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Move Recipient up", Exact = true }).ClickAsync();
            await screen.Dialog.GetByLabel("Width of Recipient in pixels", new() { Exact = true }).FillAsync("240");
            await screen.PressAsync("Tab");
            await DragAsync(screen, screen.Dialog.Locator("li").Nth(1), screen.Dialog.Locator("li").First);
            await screen.Dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
            await Assertions.Expect(screen.Dialog).ToHaveCountAsync(0);
            await ShownAsync(screen);

            var edge = screen.Page.Locator("th.col-status .col-edge");
            var box = (await edge.BoundingBoxAsync())!;
            await screen.Page.Mouse.MoveAsync(box.X + 3, box.Y + 8);
            await screen.Page.Mouse.DownAsync();
            await screen.Page.Mouse.MoveAsync(box.X + 63, box.Y + 8, new() { Steps = 4 });
            await screen.Page.Mouse.UpAsync();
            await Assertions.Expect(screen.Page.Locator("th.col-status")).ToHaveAttributeAsync("style", "width: 196px");
            await Screenshots.SaveAsync(screen.Page, "queue-columns-chosen");
        }

        await using var next = await QueueScreen.OpenAsync(app, "?tab=all", Marcus);
        await ShownAsync(next);
        (await WidthAsync(next, "recipient")).ShouldBe(240);
        (await WidthAsync(next, "status")).ShouldBe(196);
        await using (var other = await QueueScreen.OpenAsync(app, "?tab=all"))
        {
            await Assertions.Expect(other.Page.Locator("th.col-type")).ToHaveCountAsync(0);
        }

        await next.Page.SetViewportSizeAsync(820, 1180);
        await Screenshots.SaveAsync(next.Page, "queue-columns-chosen-820");
        (await next.Page.EvaluateAsync<bool>("[document.documentElement, document.querySelector('main')].some(e => e.scrollWidth > e.clientWidth + 1)")).ShouldBeFalse();
        await next.Page.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await next.Dialog.GetByRole(AriaRole.Button, new() { Name = "Reset columns" }).ClickAsync();
        await next.Dialog.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(next.Page.Locator("th.col-type")).ToHaveCountAsync(0);
        next.Watched.ShouldHaveNoProblems();
    }

    private static async Task DragAsync(QueueScreen screen, ILocator from, ILocator to)
    {
        await from.Locator(".grip").HoverAsync();
        await screen.Page.Mouse.DownAsync();
        await to.HoverAsync(new() { Force = true });
        await to.HoverAsync(new() { Force = true, Position = new() { X = 40, Y = 12 } });
        await screen.Page.Mouse.UpAsync();
        await Assertions.Expect(screen.Dialog.Locator("li").First).ToContainTextAsync("Order number");
    }

    private static async Task ShownAsync(QueueScreen screen)
    {
        await Assertions.Expect(screen.Page.Locator("th[data-column]").First).ToHaveClassAsync("col-number");
        await Assertions.Expect(screen.Page.Locator("th.col-facility")).ToHaveCountAsync(0);
        var columns = await screen.Page.Locator("th[data-column]").EvaluateAllAsync<string[]>("all => all.map(h => h.dataset.column)");
        columns.Except(["flags"]).ShouldBe(["number", "urgency", "recipient", "owner", "provider", "manufacturer", "service", "deliver", "submitted", "status", "ivr", "next", "type"]);
    }

    private static async Task<int> WidthAsync(QueueScreen screen, string column) => (int)Math.Round((await screen.Page.Locator($"th.col-{column}").BoundingBoxAsync())!.Width);
}
