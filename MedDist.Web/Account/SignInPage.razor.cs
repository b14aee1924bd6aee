using System.ComponentModel.DataAnnotations;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MedDist.Web.Account;

/// <summary>The sign-in page: static, so that it can write the cookie. At a tenant's address only that tenant's users and super admins get in.</summary>
public sealed partial class SignInPage(
    SignInManager<User> signIn, UserManager<User> users, NavigationManager navigation, IWebHostEnvironment environment, TenantDirectory tenants, IOptions<IdentityOptions> identity)
{
    private string? error;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm]
    private Credentials Input { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery]
    private string? Reason { get; set; }

    private HostTenant Host { get; set; }

    private IReadOnlyList<DemoGroup> DemoGroups { get; set; } = [];

    private string Title => Host.Tenant?.Name ?? "MedDist";

    private string Accent => Shell.AccentColor.Of(Host.Tenant?.Settings.AccentColor);

    private string? Notice => Reason switch
    {
        "idle" => "You were signed out because nothing happened for a while. What you saved is safe.",
        "signed-out" => "You are signed out.",
        "everywhere" => "You are signed out on every device.",
        "password-set" => "Your password is set. Sign in with it.",
        "ended" => "Your sign-in was ended. Sign in again.",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        Host = await HostTenant.OfAsync(Http);
        if (environment.IsDevelopment())
        {
            DemoGroups = await DemoGroup.AtAsync(Host.Tenant, tenants, Http.RequestAborted);
        }
    }

    private async Task SubmitAsync()
    {
        var user = await users.FindByEmailAsync(Input.Email.Trim());
        if (user is null || (Host.Tenant is { } tenant && user.TenantId is { } mine && mine != tenant.Id))
        {
            error = Wrong;
            return;
        }

        var result = await signIn.PasswordSignInAsync(user, Input.Password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            navigation.NavigateTo(AccountEndpoints.LocalOnly(ReturnUrl), forceLoad: true);
            return;
        }

        error = result.IsLockedOut ? LockedOut : Wrong;
    }

    private string LockedOut =>
        $"Too many wrong passwords. Wait {identity.Value.Lockout.DefaultLockoutTimeSpan.TotalMinutes:0} minutes, or ask your administrator.";

    private const string Wrong = "E-mail and password do not match an account here. Check both and try again.";

    /// <summary>What is typed into the form.</summary>
    public sealed class Credentials
    {
        [Required(ErrorMessage = "Write your e-mail address.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Write your password.")]
        public string Password { get; set; } = "";
    }
}
