using System.Security.Claims;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace MedDist.Web.Account;

/// <summary>Form posts and small calls that must write a cookie, which a circuit cannot.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        var account = app.MapGroup("/account").WithMetadata(new RequireAntiforgeryTokenAttribute()).AddEndpointFilter(RefuseForgedAsync);
        account.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        account.MapPost("/sign-out-everywhere", SignOutEverywhereAsync);
        account.MapPost("/alive", () => Results.NoContent()).DisableAntiforgery();
        account.MapPost("/theme", ChangeTheme).AllowAnonymous();
        account.MapPost("/enter-tenant", EnterTenantAsync).RequireAuthorization(TenancyPermissions.Enter);
        account.MapPost("/leave-tenant", LeaveTenantAsync).RequireAuthorization(TenancyPermissions.Enter);
    }

    // The framework refuses by itself only where an endpoint binds a form. A token of somebody whose sign-in has ended is no forgery.
    private static ValueTask<object?> RefuseForgedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        var isSignedIn = context.HttpContext.User.Identity?.IsAuthenticated == true;
        return ValueTask.FromResult<object?>(isSignedIn ? Results.Text("This form is out of date. Go back, load the page again, and try once more.", statusCode: StatusCodes.Status400BadRequest) : Results.LocalRedirect("/sign-in?reason=ended"));
    }

    private static async Task<IResult> SignOutAsync(SignInManager<User> signIn, [FromQuery] string? reason)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(reason == "idle" ? "/sign-in?reason=idle" : "/sign-in?reason=signed-out");
    }

    private static async Task<IResult> SignOutEverywhereAsync(SignInManager<User> signIn, UserManager<User> users, ClaimsPrincipal me)
    {
        if (await users.GetUserAsync(me) is { } user)
        {
            await users.UpdateSecurityStampAsync(user);
        }

        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in?reason=everywhere");
    }

    private static IResult ChangeTheme(HttpContext http, [FromForm] string theme, [FromForm] string? returnUrl)
    {
        if (Shell.Themes.Of(theme).Name == theme)
        {
            http.Response.Cookies.Append(Shell.Themes.Cookie, theme, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });
        }

        return Results.LocalRedirect(LocalOnly(returnUrl));
    }

    private static async Task<IResult> EnterTenantAsync(
        HttpContext http, ICallContext call, TenantEntry entry, SignInManager<User> signIn, UserManager<User> users, [FromForm] Guid tenantId, [FromForm] string? reason)
    {
        var entered = await entry.EnterAsync(call, tenantId, reason, http.RequestAborted);
        if (!entered.Succeeded || await users.GetUserAsync(http.User) is not { } user)
        {
            return Results.LocalRedirect("/tenants?error=" + Uri.EscapeDataString(entered.Failure?.Message ?? "Sign in again."));
        }

        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new(Claims.ActingTenant, tenantId.ToString())]);
        return Results.LocalRedirect("/orders");
    }

    private static async Task<IResult> LeaveTenantAsync(HttpContext http, SignInManager<User> signIn, UserManager<User> users)
    {
        if (await users.GetUserAsync(http.User) is { } user)
        {
            await signIn.SignInAsync(user, isPersistent: false);
        }

        return Results.LocalRedirect("/tenants");
    }

    /// <summary>The address if it stays on this site, else the start page.</summary>
    internal static string LocalOnly(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) ? url : "/";
}
