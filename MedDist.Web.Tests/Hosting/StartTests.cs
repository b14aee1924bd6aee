using System.Net;
using System.Text.Json;
using MedDist.Web.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Hosting;

public sealed class StartTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle", "Write one of Sqlite, SqlServer, Postgres.")]
    [InlineData("Database:ConnectionString", "", "Database:ConnectionString is empty.")]
    [InlineData("Keys:Folder", "", "Keys:Folder is empty.")]
    [InlineData("Documents:Folder", "", "Documents:Folder is empty.")]
    [InlineData("Mail:PickupFolder", "", "Write Mail:SmtpHost, or Mail:PickupFolder")]
    public async Task A_wrong_setting_stops_the_start_with_one_sentence_that_says_what_to_write(string setting, string value, string advice)
    {
        var settings = new Dictionary<string, string>(Settings) { [setting] = value };
        var failed = await Should.ThrowAsync<Exception>(() => AppProcess.StartAsync(settings));
        failed.Message.ShouldContain("MedDist cannot start.");
        failed.Message.ShouldContain(advice);
        failed.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task An_empty_installation_starts_outside_development_and_keeps_its_doors_shut()
    {
        await using var app = await AppProcess.StartAsync(new Dictionary<string, string>(Settings), environment: "Production");
        using var client = app.CreateClient();

        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = JsonDocument.Parse(await client.GetStringAsync("/health/ready")).RootElement;
        ready.GetProperty("checks").EnumerateObject().Select(c => c.Name).Order().ShouldBe(["database", "jobs", "outbox"]);

        var files = await client.GetAsync($"/files/{Guid.NewGuid()}");
        (files.StatusCode, files.Headers.Location!.PathAndQuery.StartsWith("/sign-in", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Redirect, true));

        var signIn = await client.GetAsync("/sign-in");
        var page = await signIn.Content.ReadAsStringAsync();
        page.ShouldNotContain("MedDist-demo");
        page.ShouldNotContain("ashley");
        var policy = signIn.Headers.GetValues("Content-Security-Policy").First();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldNotContain("unsafe-eval");
        signIn.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        using var strange = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "nobody.localhost" } };
        (await client.SendAsync(strange)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Database:Provider"] = "Sqlite",
        ["Database:ConnectionString"] = "Data Source={folder}/meddist.db",
        ["Keys:Folder"] = "{folder}/keys",
        ["Documents:Folder"] = "{folder}/documents",
        ["Mail:PickupFolder"] = "{folder}/mail",
        ["Demo:Load"] = "false",
        ["Serilog:WriteTo:1:Args:path"] = "{folder}/logs/meddist-.log",
    };
}
