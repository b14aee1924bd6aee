using Microsoft.Playwright;
using Xunit;

namespace MedDist.Web.Tests.Orders;

/// <summary>Changes of the list that come faster than the browser reports their addresses back: none is lost, and the address says what is shown.</summary>
[Trait("Category", "Browser")]
[Collection(QueueApp.Shared)]
public sealed class QueueQuickChangesTests(QueueApp app)
{
    private const string Choose =
        """
        (field, index) => {
          const select = document.querySelector(field);
          select.selectedIndex = index;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }
        """;

    [Fact]
    public async Task Two_filters_chosen_at_once_both_count()
    {
        await using var screen = await OpenAsync();
        for (var round = 1; round <= 3; round++)
        {
            await screen.Page.EvaluateAsync($"() => {{ const choose = {Choose}; choose('#filter-manufacturer', {round}); choose('#filter-facility', {round}); choose('#filter-ivr', {round}); }}");
            await ShowsAsync(screen, "manufacturer=", "facility=", "ivr=");
            await Assertions.Expect(screen.Page.Locator(".filter-chips .chip")).ToHaveCountAsync(3);
            foreach (var field in new[] { "manufacturer", "facility", "ivr" })
            {
                await Assertions.Expect(screen.Page.Locator($"#filter-{field}")).ToHaveJSPropertyAsync("selectedIndex", round);
            }
        }

        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task A_filter_and_a_tab_chosen_at_once_both_count_in_either_order()
    {
        await using var screen = await OpenAsync();
        await screen.Page.EvaluateAsync($"() => {{ ({Choose})('#filter-manufacturer', 1); document.querySelector('[data-tab=Manufacturer]').click(); }}");
        await ShowsAsync(screen, "manufacturer=", "tab=manufacturer");
        await Assertions.Expect(screen.Page.Locator(".queue-tabs a[aria-current]")).ToContainTextAsync("Waiting on manufacturer");

        await screen.Page.EvaluateAsync($"() => {{ document.querySelector('[data-tab=All]').click(); ({Choose})('#filter-ivr', 1); }}");
        await ShowsAsync(screen, "manufacturer=", "tab=all", "ivr=");
        await Assertions.Expect(screen.Page.Locator(".queue-tabs a[aria-current]")).ToContainTextAsync("All");
        screen.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Going_back_while_a_filter_is_on_its_way_leaves_page_and_address_alike()
    {
        await using var screen = await OpenAsync();
        await screen.Page.Locator("[data-tab=All]").ClickAsync();
        await ShowsAsync(screen, "tab=all");
        await screen.Page.EvaluateAsync($"() => {{ ({Choose})('#filter-ivr', 1); history.back(); }}");
        await screen.Page.WaitForTimeoutAsync(1000);

        var tab = new Uri(screen.Page.Url).Query.Contains("tab=all", StringComparison.Ordinal) ? "All" : "Requires action";
        await Assertions.Expect(screen.Page.Locator(".queue-tabs a[aria-current]")).ToContainTextAsync(tab);
        await Assertions.Expect(screen.Page.Locator(".filter-chips .chip")).ToHaveCountAsync(screen.Page.Url.Contains("ivr=", StringComparison.Ordinal) ? 1 : 0);
    }

    private static Task ShowsAsync(QueueScreen screen, params string[] parts) =>
        Assertions.Expect(screen.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(string.Concat(parts.Select(p => $"(?=.*{p})")) + ".*$"));

    private async Task<QueueScreen> OpenAsync()
    {
        var screen = await QueueScreen.OpenAsync(app);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await screen.Page.Locator("#filter-ivr").WaitForAsync();
        return screen;
    }
}
