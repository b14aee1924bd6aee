using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Account;

/// <summary>The table of who may open what is what the code says, and what a running application does.</summary>
[Collection(MedDistApp.Shared)]
public sealed partial class PermissionTableTests(MedDistApp app)
{
    private const string Foreign = "bluebird";
    private static readonly string File = Path.Combine(RepositoryRoot.Path, "docs", "permissions.md");

    private static readonly Dictionary<Role, string> People = new()
    {
        [Role.SuperAdmin] = MedDistApp.SuperAdmin,
        [Role.TenantAdmin] = MedDistApp.Ashley,
        [Role.SalesRep] = "dana@acme.example",
        [Role.Provider] = "rivera@larkspur.example",
        [Role.FacilityManager] = "frontdesk@larkspur.example",
        [Role.Viewer] = "helen@acme.example",
    };

    // Where the id of an address comes from: the longest beginning wins.
    private static readonly (string Beginning, string Table)[] Tables =
    [
        ("/orders/new/", "OrderDrafts"), ("/orders/", "Orders"), ("/verifications/import/", "BatchOperations"), ("/verifications/", "Verifications"), ("/recipients/", "Recipients"), ("/outbox/", "IntegrationQueue"),
        ("/manufacturers/requests/", "ManufacturerRequests"), ("/manufacturers/", "Manufacturers"), ("/organizations/", "Organizations"), ("/facilities/", "Facilities"), ("/payers/", "Payers"), ("/users/", "Users"), ("/batches/", "BatchOperations"), ("/files/batches/", "BatchOperations"),
        ("/files/imports/", "BatchOperations"), ("/files/exports/", "Exports"), ("/files/", "Documents"), ("/audit/emergencies/", "EmergencyAccesses"),
    ];

    [Fact]
    public async Task The_page_of_permissions_is_what_the_code_says()
    {
        var folder = Directory.CreateTempSubdirectory("meddist-permissions-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MedDist.Web.dll"), "permissions"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (key, value) in MedDistApp.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value.Replace("{folder}", folder, StringComparison.Ordinal);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        process.ExitCode.ShouldBe(0, await errors);

        written.ReplaceLineEndings("\n").ShouldBe((await System.IO.File.ReadAllTextAsync(File)).ReplaceLineEndings("\n"), "Run: dotnet run -v q --project MedDist.Web -- permissions > docs/permissions.md");
    }

    [Fact]
    public async Task Every_page_and_endpoint_lets_in_whom_the_table_says_and_shows_nobody_another_tenants_rows()
    {
        var (doors, ids) = (await DoorsAsync(), await ForeignIdsAsync());
        doors.Count.ShouldBeGreaterThan(50);
        List<string> wrong = [];
        foreach (var (role, email) in People)
        {
            using var client = await SignedInAsync(email);
            foreach (var door in doors)
            {
                wrong.AddRange(await JudgeAsync(client, door, door.Roles.Contains(role), role.Label(), ids));
            }
        }

        using var nobody = app.Process.CreateClient();
        foreach (var door in doors)
        {
            wrong.AddRange(await JudgeAsync(nobody, door, door.IsOpen, "nobody", ids));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_wrong_answer_would_be_found()
    {
        var page = new Door("/orders", "page", [], false);
        Wrong(page, false, "x", HttpStatusCode.OK, null, "text/html").ShouldNotBeNull();
        Wrong(page, true, "x", HttpStatusCode.Redirect, "/forbidden?ReturnUrl=%2Forders", null).ShouldNotBeNull();
        Wrong(page, true, "x", HttpStatusCode.InternalServerError, null, "text/html").ShouldNotBeNull();
        Wrong(new("/files/{id:guid}", "GET", [], false), true, "x", HttpStatusCode.OK, null, "application/pdf").ShouldNotBeNull();
        Wrong(page, false, "x", HttpStatusCode.Redirect, "/forbidden?ReturnUrl=%2Forders", null).ShouldBeNull();
        Wrong(page, true, "x", HttpStatusCode.OK, null, "text/html").ShouldBeNull();
        Wrong(new("/files/{id:guid}", "GET", [], false), true, "x", HttpStatusCode.NotFound, null, null).ShouldBeNull();
    }

    private static async Task<IReadOnlyList<string>> JudgeAsync(HttpClient client, Door door, bool isAllowed, string who, Ids ids)
    {
        using var request = new HttpRequestMessage(door.Method == "page" ? HttpMethod.Get : HttpMethod.Parse(door.Method), Fill(door.Path, ids));
        using var answer = await client.SendAsync(request);
        var text = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync() : "";
        List<string> wrong = [];
        if (Wrong(door, isAllowed, who, answer.StatusCode, answer.Headers.Location?.ToString(), answer.Content.Headers.ContentType?.MediaType) is { } why)
        {
            wrong.Add(why);
        }

        wrong.AddRange(ids.Secrets.Where(s => text.Contains(s, StringComparison.Ordinal)).Select(s => $"{who} reads {s} of another tenant on {door.Path}"));
        return wrong;
    }

    /// <summary>What an answer has against the table; null for nothing. With ids of another tenant nothing may come but pages and refusals.</summary>
    private static string? Wrong(Door door, bool isAllowed, string who, HttpStatusCode status, string? location, string? content)
    {
        var isRefused = location is not null && (location.Contains("/forbidden", StringComparison.Ordinal) || (location.Contains("/sign-in", StringComparison.Ordinal) && location.Contains("ReturnUrl", StringComparison.Ordinal)));
        if (isRefused == isAllowed)
        {
            return $"{who} is {(isAllowed ? "refused" : "let in")}: {door.Method} {door.Path} answers {(int)status} {location}";
        }

        if ((int)status >= 500)
        {
            return $"{door.Method} {door.Path} breaks for {who}: {(int)status}";
        }

        return isAllowed && door.Method != "page" && door.Path.Contains('{') && status == HttpStatusCode.OK ? $"{who} gets {content} by an id of another tenant: {door.Method} {door.Path}" : null;
    }

    private static string Fill(string path, Ids ids) => Parameter().Replace(path, match =>
    {
        var (name, before) = (match.Groups[1].Value, path[..match.Index]);
        return name switch
        {
            "manufacturer" => ids.Of("Manufacturers"),
            "recipient" => ids.Of("Recipients"),
            "types" => "InsuranceVerification",
            "at" => "0",
            "format" => "xlsx",
            "carrier" => "ups",
            "token" => "no-such-token",
            "Code" => "digest",
            "Id" when before == "/reports/" => "orders",
            _ => ids.Of(Tables.First(t => before.StartsWith(t.Beginning, StringComparison.Ordinal)).Table),
        };
    });

    private async Task<HttpClient> SignedInAsync(string email)
    {
        var client = app.Process.CreateClient();
        var form = await client.GetStringAsync("/sign-in");
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
            ["Input.Email"] = email,
            ["Input.Password"] = MedDistApp.Password,
        }));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, email);
        return client;
    }

    private static async Task<List<Door>> DoorsAsync()
    {
        var lines = (await System.IO.File.ReadAllLinesAsync(File)).SkipWhile(l => !l.StartsWith("|---", StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.StartsWith('|'));
        var roles = Enum.GetValues<Role>();
        return [.. lines.Select(l => l.Replace("\\|", "\v", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)).Select(c => new Door(c[1].Trim('`').Replace('\v', '|'), c[2], [.. roles.Where((_, i) => c[4 + i] == "yes")], c[4 + roles.Length] == "yes"))];
    }

    /// <summary>An id of each table that belongs to the other tenant, straight from the file of the database, and words that only its pages may say.</summary>
    private async Task<Ids> ForeignIdsAsync()
    {
        await using var db = new SqliteConnection($"Data Source={Path.Combine(app.Process.Folder, "app.db")};Mode=ReadOnly;Pooling=False");
        await db.OpenAsync();
        var tenant = (string)(await ScalarAsync(db, $"SELECT Id FROM Tenants WHERE Subdomain = '{Foreign}'"))!;
        Dictionary<string, string> ids = [];
        foreach (var table in Tables.Select(t => t.Table).Append("Manufacturers").Distinct())
        {
            ids[table] = await ScalarAsync(db, $"SELECT Id FROM \"{table}\" WHERE TenantId = '{tenant}' LIMIT 1") as string ?? Guid.NewGuid().ToString();
        }

        var order = (string)(await ScalarAsync(db, $"SELECT OrderNumber FROM Orders WHERE Id = '{ids["Orders"]}'"))!;
        var name = (string)(await ScalarAsync(db, $"SELECT FullName FROM Recipients WHERE Id = '{ids["Recipients"]}'"))!;
        return new(ids, [name, $">{order}<"]);
    }

    private static async Task<object?> ScalarAsync(SqliteConnection db, string sql)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    [GeneratedRegex("\\{([A-Za-z]+)[^/}]*(?:\\(\\^\\([^)]*\\)\\$\\))?\\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed record Door(string Path, string Method, IReadOnlyList<Role> Roles, bool IsOpen);

    private sealed record Ids(IReadOnlyDictionary<string, string> ByTable, IReadOnlyList<string> Secrets)
    {
        public string Of(string table) => ByTable[table].ToLowerInvariant();
    }
}
