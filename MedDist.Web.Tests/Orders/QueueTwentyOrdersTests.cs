using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MedDist.Web.Tests.Orders;

/// <summary>Ashley's morning: twenty orders from the top of her queue, without a mouse. Counts each key she presses. An app of its own, because it uses the orders up.</summary>
[Trait("Category", "Browser")]
public sealed class QueueTwentyOrdersTests(QueueApp app, ITestOutputHelper output) : IClassFixture<QueueApp>
{
    private const int Orders = 20;
    private const string Reason = "The IVR is missing.";
    private readonly List<(string Number, string Kind, int Keys)> done = [];
    private int keys;

    [Fact]
    public async Task Twenty_orders_are_triaged_by_keyboard_with_at_most_three_keys_for_one_that_is_fine()
    {
        await using var screen = await QueueScreen.OpenAsync(app, "?size=100");
        await PressAsync(screen, "o");
        var toOpen = keys;
        for (var i = 0; i < Orders; i++)
        {
            await TriageAsync(screen);
        }

        Report(toOpen);
        done.Select(d => d.Number).ShouldBeUnique();
        var fine = done.Where(d => d.Kind is "approved and forwarded" or "forwarded").ToList();
        fine.Count.ShouldBeGreaterThanOrEqualTo(5);
        fine.ShouldAllBe(d => d.Keys <= 3);
        screen.Watched.ShouldHaveNoProblems();
    }

    private async Task TriageAsync(QueueScreen screen)
    {
        var number = await QueueScreen.NumberAsync(screen.Current);
        await screen.PaneShowsAsync(number);
        keys = 0;
        var (step, ivr) = ((await screen.Current.Locator(".col-next").InnerTextAsync()).Trim(), (await screen.Current.Locator(".col-ivr .ivr-light").InnerTextAsync()).Trim());
        var kind = (step, IsFine: ivr.Contains("Valid", StringComparison.Ordinal) || ivr.Contains("Not needed", StringComparison.Ordinal)) switch
        {
            ("Review", true) => await ApproveAndForwardAsync(screen),
            ("Review", false) => await SendBackAsync(screen),
            ("Forward", _) => await ForwardAsync(screen, "forwarded"),
            _ => await MoveOnAsync(screen),
        };
        await Assertions.Expect(screen.Current).Not.ToContainTextAsync(number);
        done.Add((number, kind, keys));
    }

    private async Task<string> ApproveAndForwardAsync(QueueScreen screen)
    {
        await PressAsync(screen, "a");
        await screen.StatusIsAsync("Approved");
        return await ForwardAsync(screen, "approved and forwarded");
    }

    private async Task<string> ForwardAsync(QueueScreen screen, string kind)
    {
        await PressAsync(screen, "f");
        return kind;
    }

    private async Task<string> SendBackAsync(QueueScreen screen)
    {
        await PressAsync(screen, "b");
        await screen.Dialog.GetByRole(AriaRole.Textbox).WaitForAsync();
        keys += Reason.Length;
        await screen.Page.Keyboard.TypeAsync(Reason);
        await PressAsync(screen, "Control+Enter");
        return "sent back with a reason";
    }

    private async Task<string> MoveOnAsync(QueueScreen screen)
    {
        // Keys rest until a dialog before it is gone.
        await Assertions.Expect(screen.Dialog).ToHaveCountAsync(0);
        await PressAsync(screen, "j");
        return "looked at";
    }

    private Task PressAsync(QueueScreen screen, string key)
    {
        keys++;
        return screen.PressAsync(key);
    }

    private void Report(int toOpen)
    {
        output.WriteLine($"Keys to open the preview once: {toOpen}.");
        foreach (var (number, kind, count) in done)
        {
            output.WriteLine($"{number}: {count} {(count == 1 ? "key" : "keys")}, {kind}");
        }

        foreach (var kind in done.GroupBy(d => d.Kind))
        {
            output.WriteLine($"{kind.Key}: {kind.Count()} orders, {kind.Average(d => d.Keys):0.0} keys an order");
        }

        output.WriteLine($"All: {done.Count} orders, {done.Average(d => d.Keys):0.0} keys an order (typed reasons included)");
    }
}
