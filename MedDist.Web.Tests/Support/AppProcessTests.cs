using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Support;

public sealed class AppProcessTests
{
    // Without the demo, whose loading takes longer than these tests do.
    private static readonly IReadOnlyDictionary<string, string> Bare = new Dictionary<string, string>(MedDistApp.Settings) { ["Demo:Load"] = "false" };

    [Fact]
    public async Task A_crashed_app_comes_back_on_the_same_port_and_folder()
    {
        await using var app = await AppProcess.StartAsync(Bare, readyPath: null);
        var (url, note) = (app.Url, Path.Combine(app.Folder, "note"));
        await File.WriteAllTextAsync(note, "kept");
        using var client = app.CreateClient();

        await app.CrashAsync();
        app.IsRunning.ShouldBeFalse();
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("/", UriKind.Relative)));

        await app.RestartAsync();
        app.Url.ShouldBe(url);
        File.Exists(note).ShouldBeTrue();
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
    }

    [Fact]
    public async Task A_stopped_app_has_said_good_bye_and_its_folder_goes_with_it()
    {
        string folder;
        await using (var app = await AppProcess.StartAsync(Bare, readyPath: null))
        {
            folder = app.Folder;
            await app.StopAsync();
            app.IsRunning.ShouldBeFalse();
            app.Output.ShouldNotBeEmpty();
        }

        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task An_app_that_never_gets_ready_shows_what_it_said()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => AppProcess.StartAsync(Bare, readyPath: "/no-such-page", patience: TimeSpan.FromSeconds(12)));

        failure.Message.ShouldContain("GET /no-such-page did not succeed within 12 s (");
        failure.Message.ShouldContain("Its last lines:");
    }

    [Fact]
    public async Task An_app_that_ends_at_once_shows_why()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => AppProcess.StartAsync(new Dictionary<string, string>(Bare) { ["URLS"] = "nonsense", ["ASPNETCORE_URLS"] = "nonsense" }));

        failure.Message.ShouldContain("before it was ready");
        failure.Message.ShouldContain("nonsense");
    }
}
