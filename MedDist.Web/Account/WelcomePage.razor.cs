using System.ComponentModel.DataAnnotations;
using MedDist.Core.Users;
using MedDist.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace MedDist.Web.Account;

/// <summary>Where the link of an invitation or of a forgotten password leads: one password, once. Static, as all pages without a sign-in.</summary>
public sealed partial class WelcomePage(UserLinks links, UserManager<User> users, NavigationManager navigation, TimeProvider clock)
{
    private UserLinkView? view;
    private string? problem;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Parameter]
    public string? Token { get; set; }

    [SupplyParameterFromForm]
    private NewPassword Input { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        view = await links.FindAsync(Token, (await HostTenant.OfAsync(Http)).Tenant?.Id, Http.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        if (view is null || await users.FindByIdAsync(view.UserId.ToString()) is not { } user)
        {
            view = null;
            return;
        }

        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, user, Input.Password) is { Succeeded: false } weak)
            {
                problem = string.Join(' ', weak.Errors.Select(e => e.Description));
                return;
            }
        }

        // Used up before the password is set: of two at once, one sets it.
        if (!await links.UseAsync(Token, (await HostTenant.OfAsync(Http)).Tenant?.Id, Http.Connection.RemoteIpAddress?.ToString(), Http.RequestAborted))
        {
            view = null;
            return;
        }

        user.PasswordHash = users.PasswordHasher.HashPassword(user, Input.Password);
        user.VerifyEmail(clock.GetUtcNow());
        user.Unlock(clock.GetUtcNow());
        await users.UpdateSecurityStampAsync(user);
        navigation.NavigateTo("/sign-in?reason=password-set", forceLoad: true);
    }

    /// <summary>What is typed into the form.</summary>
    public sealed class NewPassword
    {
        [Required(ErrorMessage = "Write a password.")]
        public string Password { get; set; } = "";

        [Compare(nameof(Password), ErrorMessage = "The two are not the same. Write the password again.")]
        public string Again { get; set; } = "";
    }
}
