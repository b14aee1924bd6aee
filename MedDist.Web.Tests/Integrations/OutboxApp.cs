using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace MedDist.Web.Tests.Integrations;

/// <summary>An app for the journeys through the outbox and the manufacturers: returned mail is read every two seconds.</summary>
public sealed class OutboxApp : MedDistApp
{
    public new const string Shared = "Outbox desk";

    private string? cookies;

    public string MailFolder => Path.Combine(Process.Folder, "mail");

    public string ReturnedFolder => Path.Combine(Process.Folder, "returned");

    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string>
    {
        ["Orders:UndoSeconds"] = "15",
        ["Demo:Orders"] = "240",
        ["Mail:BounceFolder"] = "{folder}/returned",
        ["Jobs:ReadBounces"] = "0/2 * * * * ?",
    };

    /// <summary>A page of Ashley, or of somebody else, at an address.</summary>
    public async Task<WatchedPage> OpenAsync(string path, ViewportSize? viewport = null, string? theme = null, string who = Ashley)
    {
        if (who != Ashley)
        {
            var other = await Chromium.NewPageAsync(viewport);
            await SignInAsync(other.Page, who);
            await GoAsync(other.Page, path);
            return other;
        }

        if (cookies is null)
        {
            await using var first = await Chromium.NewPageAsync();
            await SignInAsync(first.Page);
            cookies = await first.Context.StorageStateAsync();
        }

        var watched = await Chromium.NewPageAsync(viewport, configure: o => o.StorageState = cookies);
        if (theme is not null)
        {
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = theme, Url = Url }]);
        }

        await GoAsync(watched.Page, path);
        return watched;
    }

    public async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(Url + path);
        await LiveAsync(page);
    }

    /// <summary>The files of messages that speak of this; waits until there are that many.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(string about, int atLeast = 1)
    {
        for (var i = 0; i < 240; i++)
        {
            if (Directory.Exists(MailFolder) && Directory.GetFiles(MailFolder, "*.eml").Where(f => File.ReadAllText(f).Contains(about, StringComparison.Ordinal)).ToList() is { } files && files.Count >= atLeast)
            {
                return files;
            }

            await Task.Delay(250);
        }

        throw new TimeoutException($"No message about {about} was in the pickup folder in time.");
    }

    /// <summary>Lets the mail server send a message back.</summary>
    public async Task ReturnAsync(Guid message, string address)
    {
        Directory.CreateDirectory(ReturnedFolder);
        var draft = Path.Combine(Process.Folder, "returned.tmp");
        await File.WriteAllTextAsync(draft, OutboxHouse.ReportOn(message, address));
        File.Move(draft, Path.Combine(ReturnedFolder, $"{Guid.NewGuid():N}.eml"));
    }
}

/// <summary>The tests that share one <see cref="OutboxApp"/>.</summary>
[CollectionDefinition(OutboxApp.Shared)]
public sealed class SharedOutboxApp : ICollectionFixture<OutboxApp>;
