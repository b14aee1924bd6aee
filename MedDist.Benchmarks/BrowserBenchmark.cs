using System.Globalization;
using Microsoft.Playwright;

namespace MedDist.Benchmarks;

/// <summary>
/// What a coordinator waits for in the browser, from the action to the rows on screen, against a running MedDist: first page, change of tab, filter, sort, next order.
/// Measured inside the page, frame by frame, so that the driver's own time does not count.
/// </summary>
internal static class BrowserBenchmark
{
    private const int Rounds = 15;

    // Does something and waits, frame by frame, until what the list shows has changed and is complete.
    private const string Until =
        """
        async ([selector, value]) => {
          const grid = () => document.querySelector('.queue-grid');
          const state = () => `${grid()?.ariaLabel}|${grid()?.getAttribute('aria-rowcount')}|${[...document.querySelectorAll('.queue-grid tbody tr[id]')].map(r => r.id)}`;
          const before = state();
          const start = performance.now();
          const target = document.querySelector(selector);
          if (value === null) target.click();
          else { target.value = value; target.dispatchEvent(new Event('change', { bubbles: true })); }
          while (performance.now() - start < 10000) {
            await new Promise(requestAnimationFrame);
            if (state() !== before && !document.querySelector('.queue-grid[aria-busy]') && document.querySelector('.queue-grid tbody tr[id]')) return performance.now() - start;
          }
          throw new Error(`nothing changed after ${selector}`);
        }
        """;

    /// <param name="url">The address of a running MedDist with the demo.</param>
    public static async Task RunAsync(string url)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await page.GotoAsync(url + "/sign-in");
        await page.GetByLabel("E-mail").FillAsync("ashley@acme.example");
        await page.GetByLabel("Password").FillAsync("MedDist-demo-2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.Locator("html[data-keys] [data-live=true]").First.WaitForAsync();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"in the browser",-30}{"median ms",12}{"p95 ms",10}"));
        await ReportAsync("first page, whole load", () => LoadAsync(page, url));
        await OpenAsync(page, url);
        var turn = 0;
        await ReportAsync("change of tab", () => DoAsync(page, $".queue-tabs a:nth-of-type({(turn++ % 2 == 0 ? 3 : 1)})"));
        await ReportAsync("sort", () => DoAsync(page, "th.col-recipient button"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Filters" }).ClickAsync();
        await page.Locator("#filter-manufacturer").WaitForAsync();
        var choices = await page.Locator("#filter-manufacturer option").EvaluateAllAsync<string[]>("all => all.map(o => o.value)");
        await ReportAsync("filter by manufacturer", () => DoAsync(page, "#filter-manufacturer", choices[(turn++ % 3) + 1]));
        await OpenAsync(page, url);
        await ReportAsync("next order (j)", () => StepAsync(page));
    }

    private static async Task OpenAsync(IPage page, string url)
    {
        await page.GotoAsync(url + "/orders");
        await page.Locator("html[data-keys] [data-live=true]").First.WaitForAsync();
        await page.Locator(".queue-grid tbody tr[id]").First.WaitForAsync();
    }

    private static async Task ReportAsync(string name, Func<Task<double>> measure)
    {
        List<double> times = [];
        for (var i = -2; i < Rounds; i++)
        {
            var time = await measure();
            if (i >= 0)
            {
                times.Add(time);
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30}{times[Rounds / 2],12:0}{times[Rounds * 95 / 100],10:0}"));
    }

    private static Task<double> DoAsync(IPage page, string selector, string? value = null) => page.EvaluateAsync<double>(Until, new[] { selector, value });

    /// <summary>From the start of the navigation to the first row, as the browser's own clock has it.</summary>
    private static async Task<double> LoadAsync(IPage page, string url)
    {
        await page.GotoAsync(url + "/orders", new() { WaitUntil = WaitUntilState.Commit });
        return await page.EvaluateAsync<double>(
            "async () => { while (!document.querySelector('.queue-grid tbody tr[id]')) await new Promise(requestAnimationFrame); return performance.now(); }");
    }

    private static Task<double> StepAsync(IPage page) => page.EvaluateAsync<double>(
        """
        async () => {
          const current = () => document.querySelector('.queue-grid tr.current')?.id;
          const before = current();
          const start = performance.now();
          document.activeElement?.blur();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
          while (current() === before && performance.now() - start < 10000) await new Promise(requestAnimationFrame);
          return performance.now() - start;
        }
        """);
}
