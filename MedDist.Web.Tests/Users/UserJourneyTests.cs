using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Users;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed partial class UserJourneyTests(MedDistApp app)
{
    private const string Address = "omar.haddad@acme.example";
    private const string Password = "Three-wet-otters-7";

    [Fact]
    public async Task Ashley_invites_a_provider_who_sets_a_password_signs_in_and_is_deactivated_again()
    {
        await using var ashley = await Chromium.NewPageAsync();
        var page = ashley.Page;
        await app.SignInAsync(page);
        await page.GotoAsync(app.Url + "/users?role=Provider");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await NoViolationsAsync(page, "users");
        await page.Keyboard.PressAsync("n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(page.Locator(".form-summary")).ToContainTextAsync("3 fields need another look");
        await NoViolationsAsync(page, "users-new-wrong");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Dr. Omar Haddad");
        await page.GetByLabel("E-mail").FillAsync(Address);
        await page.GetByLabel("NPI").FillAsync("1234567893");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add an organisation or facility" }).FillAsync("wound");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".user-places .chip")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dr. Omar Haddad");
        await Expect(page.Locator(".page-header")).ToContainTextAsync("Invited");

        await using var omar = await Chromium.NewPageAsync();
        var link = $"{app.Url}/welcome/{await TokenAsync()}";
        await omar.Page.GotoAsync(link);
        await Expect(omar.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Welcome to Acme Medical Distribution");
        await SetAsync(omar.Page, "otters");
        await Expect(omar.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("at least 12 characters");
        await NoViolationsAsync(omar.Page, "welcome-weak");
        await SetAsync(omar.Page, Password);
        await Expect(omar.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your password is set");
        await omar.Page.GetByLabel("E-mail").FillAsync(Address);
        await omar.Page.GetByLabel("Password").FillAsync(Password);
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await MedDistApp.LiveAsync(omar.Page);
        omar.ShouldHaveNoProblems();

        await page.ReloadAsync();
        await Expect(page.Locator(".page-header .tone")).ToHaveTextAsync("Active");
        await NoViolationsAsync(page, "user");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        await Expect(page.Locator(".page-header .tone")).ToHaveTextAsync("Inactive");
        await Expect(omar.Page).ToHaveURLAsync(new Regex("/sign-in\\?reason=ended"));

        await omar.Page.GotoAsync(link);
        await Expect(omar.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link does not work any more");
        await omar.Page.GetByRole(AriaRole.Link, new() { Name = "Mail me a new link" }).ClickAsync();
        await omar.Page.GetByLabel("E-mail").FillAsync(Address);
        await omar.Page.GetByRole(AriaRole.Button, new() { Name = "Mail me a link" }).ClickAsync();
        await Expect(omar.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("If omar.haddad@acme.example has an account here");
        await NoViolationsAsync(omar.Page, "forgotten");
        ashley.ShouldHaveNoProblems();
    }

    private static async Task SetAsync(IPage page, string password)
    {
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("The same again").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password" }).ClickAsync();
    }

    private static async Task NoViolationsAsync(IPage page, string picture)
    {
        await Screenshots.SaveAsync(page, picture);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty(picture);
    }

    /// <summary>The token of the link in the mail to the new user, once it has left.</summary>
    private async Task<string> TokenAsync()
    {
        for (var i = 0; i < 150; i++)
        {
            var folder = Path.Combine(app.Process.Folder, "mail");
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Select(File.ReadAllText) : [];
            if (mails.Where(m => m.Contains(Address, StringComparison.Ordinal)).Select(m => Link().Match(m.Replace("=\r\n", "", StringComparison.Ordinal))).FirstOrDefault(m => m.Success) is { } found)
            {
                return found.Groups[1].Value;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("No mail to the new user left within 15 s.");
    }

    [GeneratedRegex("/welcome/([A-Za-z0-9._-]+)")]
    private static partial Regex Link();
}
