using System.Security.Claims;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Web.Account;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MedDist.Web.Hosting;

/// <summary>
/// Says who calls, once per request and once per circuit. The tenant comes from the signed-in user; where the host name has a tenant's subdomain, both must
/// agree, else the request is refused.
/// </summary>
internal static class Caller
{
    public static void UseCaller(this WebApplication app) => app.Use(async (http, next) =>
    {
        var host = await HostTenant.OfAsync(http);
        if (host.IsUnknown)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync("There is no MedDist tenant at this address. Check the first part of the host name.");
            return;
        }

        if (http.User.Identity?.IsAuthenticated == true)
        {
            var call = await http.RequestServices.GetRequiredService<CallerBuilder>().BuildAsync(http.User, http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted);
            if (host.Tenant is { } tenant && call.TenantId is { } mine && mine != tenant.Id)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await http.Response.WriteAsync("You are signed in for another tenant. Open your own tenant's address, or sign out there first.");
                return;
            }

            http.RequestServices.GetRequiredService<CallContext>().Become(call);
        }

        await next(http);
    });
}

/// <summary>The tenant that a host name speaks of: none for the bare host, unknown for a subdomain that nobody has.</summary>
internal readonly record struct HostTenant(TenantCard? Tenant, bool IsUnknown)
{
    public static async Task<HostTenant> OfAsync(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<IConfiguration>();
        var suffix = "." + (settings["Tenancy:Domain"] ?? "localhost");
        var host = http.Request.Host.Host;
        if (!host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var tenant = await http.RequestServices.GetRequiredService<TenantDirectory>().FindAsync(host[..^suffix.Length].ToLowerInvariant(), http.RequestAborted);
        return new(tenant, tenant is null or { IsActive: false });
    }
}

/// <summary>Turns a signed-in principal into the caller, with the assignments its role is limited to.</summary>
internal sealed class CallerBuilder(AssignmentQueries assignments)
{
    public async Task<UserCall> BuildAsync(ClaimsPrincipal user, string? ip, CancellationToken cancel)
    {
        var id = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var role = Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!);
        Guid? tenant = Guid.TryParse(user.FindFirstValue(Claims.ActingTenant) ?? user.FindFirstValue(Claims.Tenant), out var known) ? known : null;
        var scope = role.IsLimitedToAssignments() && tenant is { } t ? await assignments.OfAsync(t, id, cancel) : AssignmentScope.None;
        return new(tenant, id, user.FindFirstValue(Claims.FullName) ?? "", role, scope, ip, user.FindFirstValue(Claims.Session));
    }
}

/// <summary>Fixes the caller of a circuit before its first component runs.</summary>
internal sealed class CircuitCaller(AuthenticationStateProvider auth, CallerBuilder callers, CallContext call, IHttpContextAccessor http) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var user = (await auth.GetAuthenticationStateAsync()).User;
        if (user.Identity?.IsAuthenticated == true)
        {
            // Only here, at the circuit's start, does a request still stand behind it.
            call.Become(await callers.BuildAsync(user, http.HttpContext?.Connection.RemoteIpAddress?.ToString(), cancellationToken));
        }
    }
}
