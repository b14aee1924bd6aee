using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MedDist.Web.Account;

/// <summary>Lets only active users of active tenants in.</summary>
internal sealed class MedDistSignIn(
    UserManager<User> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<User> claims, IOptions<IdentityOptions> options, ILogger<SignInManager<User>> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<User> confirmation, TenantDirectory tenants)
    : SignInManager<User>(users, http, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(User user) =>
        user.IsActive && (user.TenantId is not { } tenant || (await tenants.FindAsync(tenant))?.IsActive == true) && await base.CanSignInAsync(user);
}

/// <summary>Ends circuits whose user was signed out everywhere, changed role or was deactivated; looks every half minute unless configured.</summary>
internal sealed class RevalidatingSignIn(ILoggerFactory logs, IServiceScopeFactory scopes, NavigationManager navigation, IConfiguration configuration)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => AccountsModule.StampCheck(configuration);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<User>>();
        var valid = await signIn.ValidateSecurityStampAsync(authenticationState.User) is { IsActive: true };
        if (!valid)
        {
            navigation.NavigateTo("/sign-in?reason=ended", forceLoad: true);
        }

        return valid;
    }
}
