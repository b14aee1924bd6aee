using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Account;

[Collection(MedDistApp.Shared)]
[Trait("Category", "Browser")]
public sealed class SignInJourneyTests(MedDistApp app)
{
    private const string Wrong = "E-mail and password do not match an account here.";

    [Fact]
    public async Task The_page_names_the_tenant_and_passes_axe_in_both_looks()
    {
        foreach (var look in new[] { "standard", "standard-dark" })
        {
            await using var watched = await Chromium.NewPageAsync();
            await watched.Context.AddCookiesAsync([new() { Name = "theme", Value = look, Url = app.TenantUrl("acme") }]);
            await watched.Page.GotoAsync(app.TenantUrl("acme") + "/sign-in?reason=idle");

            await Expect(watched.Page).ToHaveTitleAsync("Sign in · MedDist");
            await Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Acme Medical Distribution");
            await Expect(watched.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("nothing happened for a while");
            await Expect(watched.Page.GetByLabel("E-mail")).ToBeFocusedAsync();
            (await Axe.ViolationsAsync(watched.Page)).ShouldBeEmpty(look);
            watched.ShouldHaveNoProblems();
            await Screenshots.SaveAsync(watched.Page, "sign-in-" + look);
        }
    }

    [Fact]
    public async Task Empty_fields_and_a_wrong_password_are_explained()
    {
        await using var watched = await Chromium.NewPageAsync();
        var page = watched.Page;
        await page.GotoAsync(app.Url + "/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Write your e-mail address.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Write your password.")).ToBeVisibleAsync();

        await TryAsync(page, MedDistApp.Ashley, "not her password");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Wrong);
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(MedDistApp.Ashley);
        watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_while()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.GotoAsync(app.Url + "/sign-in");
        for (var i = 0; i < 5; i++)
        {
            await TryAsync(watched.Page, "mei@bluebird.example", $"guess {i}");
        }

        await TryAsync(watched.Page, "mei@bluebird.example", MedDistApp.Password);

        await Expect(watched.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many wrong passwords. Wait 15 minutes");
    }

    [Fact]
    public async Task A_demo_user_signs_in_with_one_click()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.GotoAsync(app.TenantUrl("bluebird") + "/sign-in");
        await Expect(watched.Page.GetByRole(AriaRole.Button, new() { Name = "Ashley Nguyen" })).ToHaveCountAsync(0);
        await Expect(watched.Page.GetByRole(AriaRole.Button, new() { Name = "Sam Okafor" })).ToBeVisibleAsync();

        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Olivia Chen" }).ClickAsync();
        await MedDistApp.LiveAsync(watched.Page);

        await Expect(watched.Page.Locator(".brand-name")).ToHaveTextAsync("Bluebird Surgical Supply");
        await Expect(watched.Page.Locator(".user-words")).ToContainTextAsync("Olivia Chen");
    }

    [Fact]
    public async Task Another_tenants_address_lets_nobody_in()
    {
        await using var watched = await Chromium.NewPageAsync();
        await watched.Page.GotoAsync(app.TenantUrl("bluebird") + "/sign-in");

        await TryAsync(watched.Page, MedDistApp.Ashley, MedDistApp.Password);

        await Expect(watched.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Wrong);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_another_browsers_session()
    {
        await using var office = await Chromium.NewPageAsync();
        await using var tablet = await Chromium.NewPageAsync();
        await app.SignInAsync(office.Page, "marcus@acme.example");
        await app.SignInAsync(tablet.Page, "marcus@acme.example");

        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Account of Marcus Bell" }).ClickAsync();
        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        await Expect(tablet.Page.GetByText("You are signed out on every device.")).ToBeVisibleAsync();
        await Expect(office.Page.GetByText("Your sign-in was ended. Sign in again.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_ends_the_other_tabs_of_the_browser_too()
    {
        await using var watched = await Chromium.NewPageAsync();
        await app.SignInAsync(watched.Page, "helen@acme.example");
        var other = await watched.Context.NewPageAsync();
        await other.GotoAsync(app.Url + "/forbidden");
        await MedDistApp.LiveAsync(other);

        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Account of Helen Ortiz" }).ClickAsync();
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Expect(watched.Page.GetByText("You are signed out.")).ToBeVisibleAsync();
        await Expect(other.GetByText("You are signed out.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("sign-out-everywhere")]
    [InlineData("theme")]
    [InlineData("leave-tenant")]
    public async Task A_forged_post_is_refused(string action)
    {
        await using var watched = await Chromium.NewPageAsync();
        await app.SignInAsync(watched.Page, MedDistApp.SuperAdmin);

        var answer = await watched.Page.APIRequest.PostAsync($"{app.Url}/account/{action}", new() { Form = watched.Page.APIRequest.CreateFormData().Append("theme", "standard"), MaxRedirects = 0 });

        answer.Status.ShouldBe(400);
    }

    private static async Task TryAsync(IPage page, string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync(), r => r.Request.Method == "POST");
        await page.WaitForLoadStateAsync();
    }
}
