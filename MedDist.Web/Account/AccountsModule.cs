using System.Security.Claims;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace MedDist.Web.Account;

/// <summary>Signing in and out: ASP.NET Core Identity with a cookie, lockout, security stamps, and one policy for each permission.</summary>
internal static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            (cookie.LoginPath, cookie.AccessDeniedPath, cookie.Cookie.Name) = ("/sign-in", "/forbidden", "MedDist");
            cookie.SlidingExpiration = true;
            cookie.Events.OnSigningIn = IdleLimit.ApplyAsync;
        }));
        services.AddIdentityCore<User>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 12;
                options.Lockout.MaxFailedAccessAttempts = configuration.GetValue("Accounts:FailuresBeforeLockout", 5);
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(configuration.GetValue("Accounts:LockoutMinutes", 15));
            })
            .AddSignInManager<MedDistSignIn>()
            .AddClaimsPrincipalFactory<MedDistClaims>()
            .AddDefaultTokenProviders();
        services.AddScoped<AccountContext>();
        services.AddScoped<IUserStore<User>>(s => new UserOnlyStore<User, MedDistDbContext, Guid>(s.GetRequiredService<AccountContext>().Db));
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = StampCheck(configuration);
            options.OnRefreshingPrincipal = KeepSession;
        });
        services.AddHttpContextAccessor();
        services.AddScoped<CallerBuilder>();
        services.AddScoped<CircuitHandler, CircuitCaller>();
        services.AddScoped<AuthenticationStateProvider, RevalidatingSignIn>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization(Policies);
        return services;
    }

    /// <summary>How often open sign-ins are compared with their user (<c>Accounts:StampCheckSeconds</c>): the time that a sign-out everywhere may take.</summary>
    public static TimeSpan StampCheck(IConfiguration configuration) => TimeSpan.FromSeconds(configuration.GetValue("Accounts:StampCheckSeconds", 30));

    /// <summary>Everything needs a signed-in user unless it says otherwise; each permission is a policy.</summary>
    private static void Policies(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        foreach (var permission in Permissions.All)
        {
            options.AddPolicy(permission.Name, policy => policy.RequireRole(permission.Roles.Select(r => r.ToString())));
        }
    }

    // A refreshed principal is built from the user alone; the session and the tenant entered by a super admin belong to the sign-in.
    private static Task KeepSession(SecurityStampRefreshingPrincipalContext context)
    {
        var fresh = context.NewPrincipal!.Identities.First();
        foreach (var type in new[] { Claims.Session, Claims.ActingTenant })
        {
            if (context.CurrentPrincipal!.FindFirst(type) is { } kept)
            {
                fresh.TryRemoveClaim(fresh.FindFirst(type));
                fresh.AddClaim(new Claim(type, kept.Value));
            }
        }

        return Task.CompletedTask;
    }
}

/// <summary>The context behind Identity's store: it looks users up before their tenant is known.</summary>
internal sealed class AccountContext(ContextFor contexts) : IAsyncDisposable, IDisposable
{
    public MedDistDbContext Db { get; } = contexts(new BeforeTenantCall());

    public ValueTask DisposeAsync() => Db.DisposeAsync();

    public void Dispose() => Db.Dispose();
}
