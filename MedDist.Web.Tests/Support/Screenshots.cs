using MedDist.Core.Tests.Support;
using Microsoft.Playwright;

namespace MedDist.Web.Tests.Support;

/// <summary>Keeps pictures of pages in TestResults/screenshots, for people to look at.</summary>
public static class Screenshots
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "TestResults", "screenshots");

    /// <summary>Saves what the viewport shows, or the whole page, as <paramref name="name"/>.png and returns the path.</summary>
    public static async Task<string> SaveAsync(IPage page, string name, bool wholePage = false)
    {
        var path = Path.Combine(Folder, name + ".png");
        await page.ScreenshotAsync(new() { Path = path, FullPage = wholePage, Animations = ScreenshotAnimations.Disabled });
        return path;
    }
}
