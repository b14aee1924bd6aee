using Microsoft.Playwright;
using Xunit;

namespace MedDist.Web.Tests.Support;

/// <summary>
/// MedDist with the demo in a process of its own, for all tests of a collection: <c>[Collection(MedDistApp.Shared)]</c> and a constructor parameter.
/// Tests of one collection run one after the other and see what the earlier ones left behind.
/// </summary>
public class MedDistApp : IAsyncLifetime
{
    public const string Shared = "MedDist with the demo";
    public const string Ashley = "ashley@acme.example";
    public const string SuperAdmin = "sam@meddist.example";
    public const string Password = "MedDist-demo-2026";

    /// <summary>Everything under the process's own folder; nothing on the machine is touched.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Database:Provider"] = "Sqlite",
        ["Database:ConnectionString"] = "Data Source={folder}/app.db",
        ["Keys:Folder"] = "{folder}/keys",
        ["Documents:Folder"] = "{folder}/documents",
        ["Mail:PickupFolder"] = "{folder}/mail",
        ["Serilog:WriteTo:1:Args:path"] = "{folder}/logs/meddist-.log",
        ["Demo:Load"] = "true",
        ["Demo:Orders"] = "120",
        ["Accounts:StampCheckSeconds"] = "2",
        ["Carriers:Simulate"] = "false",

        // Only when a test runs it: what it tells would come in between otherwise.
        ["Jobs:ExpireVerifications"] = "0 3 4 29 2 ?",
        ["Jobs:WarnContracts"] = "0 3 4 29 2 ?",
        ["Limits:RepliesPerMinute"] = "60",
    };

    public AppProcess Process { get; private set; } = null!;

    /// <summary>The installation's own address; super admins work here.</summary>
    public string Url => Process.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>Further settings of a derived app; they win over <see cref="Settings"/>.</summary>
    protected virtual IReadOnlyDictionary<string, string> Own => new Dictionary<string, string>();

    /// <summary>The address of a tenant, for example <c>http://acme.localhost:5000</c>.</summary>
    public string TenantUrl(string subdomain) => Process.Url.Replace("127.0.0.1", subdomain + ".localhost", StringComparison.Ordinal);

    /// <summary>Signs in by the form and waits until the start page is live.</summary>
    public async Task SignInAsync(IPage page, string email = Ashley, string? url = null)
    {
        await page.GotoAsync((url ?? Url) + "/sign-in");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await LiveAsync(page);
    }

    /// <summary>Waits until the page answers clicks and keys.</summary>
    public static Task LiveAsync(IPage page) => Assertions.Expect(page.Locator("html[data-keys] [data-live=true]")).ToHaveCountAsync(1);

    public async Task InitializeAsync() =>
        Process = await AppProcess.StartAsync(Settings.Concat(Own).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value));

    public async Task DisposeAsync() => await Process.DisposeAsync();
}

/// <summary>The tests that share one <see cref="MedDistApp"/>.</summary>
[CollectionDefinition(MedDistApp.Shared)]
public sealed class SharedMedDistApp : ICollectionFixture<MedDistApp>;
