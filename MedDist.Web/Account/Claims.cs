using System.Security.Claims;
using MedDist.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MedDist.Web.Account;

/// <summary>Names of the claims that MedDist adds to a sign-in.</summary>
internal static class Claims
{
    public const string Tenant = "meddist:tenant";
    public const string ActingTenant = "meddist:acting_tenant";
    public const string FullName = "meddist:name";
    public const string Session = "meddist:session";
}

/// <summary>Puts tenant, role, name and a session id into the cookie's principal.</summary>
internal sealed class MedDistClaims(UserManager<User> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<User>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(ClaimTypes.Role, user.Role.ToString()));
        identity.AddClaim(new(Claims.FullName, user.FullName));
        identity.AddClaim(new(Claims.Session, Guid.CreateVersion7().ToString("N")));
        if (user.TenantId is { } tenant)
        {
            identity.AddClaim(new(Claims.Tenant, tenant.ToString()));
        }

        return identity;
    }
}
