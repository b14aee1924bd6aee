using MedDist.Web.Tests.Orders;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Integrations;

/// <summary>The server is killed without a warning between a decision and its message.</summary>
[Trait("Category", "Browser")]
public sealed class CrashJourneyTests : IAsyncLifetime
{
    private readonly QueueApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_was_forwarded_before_a_crash_leaves_exactly_once_after_the_restart()
    {
        List<string> forwarded = [];
        await using (var screen = await QueueScreen.OpenAsync(app, "?tab=all&status=approved"))
        {
            // Apart in time, so that at the crash one is about to leave or leaving, and others are still held.
            for (var i = 0; i < 3; i++)
            {
                var row = screen.Rows.Filter(new() { HasNotText = "Larchmont" }).Filter(new() { HasNotText = "Pinecrest" }).First;
                var number = await QueueScreen.NumberAsync(row);
                await row.ClickAsync();
                await screen.PaneShowsAsync(number);
                await Expect(screen.Pane.Locator(".forward-note")).ToContainTextAsync("@");
                await screen.PressAsync("f");
                await Expect(screen.Toasts).ToContainTextAsync($"{number} goes to");
                forwarded.Add(number);
                await Task.Delay(TimeSpan.FromSeconds(2));
                await screen.GoAsync("?tab=all&status=approved");
            }

            await app.Process.CrashAsync();
        }

        forwarded.Count(n => Sent(n) > 0).ShouldBeLessThan(3);
        await app.Process.RestartAsync();
        foreach (var number in forwarded)
        {
            (await app.MailForAsync(number, TimeSpan.FromSeconds(30))).ShouldNotBeNull(number);
        }

        // Long enough for a second message to leave, if there were one.
        await Task.Delay(TimeSpan.FromSeconds(QueueApp.UndoSeconds + 6));
        forwarded.Select(Sent).ShouldBe([1, 1, 1]);
        await using var after = await QueueScreen.OpenAsync(app, $"?tab=manufacturer&q={forwarded[^1]}");
        await after.OpenFirstAsync();
        await after.StatusIsAsync("Sent to manufacturer");
    }

    private int Sent(string number) =>
        Directory.Exists(app.MailFolder) ? Directory.GetFiles(app.MailFolder, "*.eml").Count(f => File.ReadAllText(f).Contains(number, StringComparison.Ordinal)) : 0;
}
