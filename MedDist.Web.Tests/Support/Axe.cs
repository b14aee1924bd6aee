using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MedDist.Web.Tests.Support;

/// <summary>Looks for accessibility faults on a page with axe-core.</summary>
public static class Axe
{
    /// <summary>The serious and critical findings, one readable line for each element; none is what every page has to reach.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        var result = await page.RunAxe();
        return
        [
            .. result.Violations
                .Where(rule => rule.Impact is "serious" or "critical")
                .SelectMany(rule => rule.Nodes.Select(node => $"{rule.Impact} {rule.Id}: {rule.Help}: {Shorten(node.Html)} at {node.Target} ({rule.HelpUrl})")),
        ];
    }

    private static string Shorten(string html) => html.Length <= 160 ? html : html[..160] + "…";
}
