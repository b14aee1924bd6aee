using System.Security.Claims;
using MedDist.Core.Tenancy;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace MedDist.Web.Account;

/// <summary>Signs users off after their tenant's idle time (45 CFR 164.312(a)(2)(iii)): the cookie lives that long, and the page renews it while somebody works.</summary>
internal static class IdleLimit
{
    private const int WithoutTenant = 15;

    /// <summary>Minutes for a principal; <c>Accounts:IdleMinutes</c> overrides every tenant's own, and may be a fraction.</summary>
    public static async Task<double> MinutesAsync(HttpContext http, ClaimsPrincipal user)
    {
        var id = user.FindFirstValue(Claims.ActingTenant) ?? user.FindFirstValue(Claims.Tenant);
        var tenant = Guid.TryParse(id, out var known) ? await http.RequestServices.GetRequiredService<TenantDirectory>().FindAsync(known) : null;
        return http.RequestServices.GetRequiredService<IConfiguration>().GetValue<double?>("Accounts:IdleMinutes") ?? tenant?.Settings.IdleMinutes ?? WithoutTenant;
    }

    public static async Task ApplyAsync(CookieSigningInContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        context.Properties.IssuedUtc = now;
        context.Properties.ExpiresUtc = now.AddMinutes(await MinutesAsync(context.HttpContext, context.Principal!));
    }
}
