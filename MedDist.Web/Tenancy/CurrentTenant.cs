using System.Security.Claims;
using MedDist.Core.Tenancy;
using MedDist.Web.Account;

namespace MedDist.Web.Tenancy;

/// <summary>The tenant that this circuit or request works in, for what screens show: name, accent, currency, time zone. The layout loads it before any page.</summary>
public sealed class CurrentTenant(TenantDirectory tenants)
{
    /// <summary>Null for a super admin who has entered none.</summary>
    public TenantCard? Card { get; private set; }

    /// <summary>Whether a super admin acts in the tenant; the banner says so on every page.</summary>
    public bool IsEntered { get; private set; }

    public string Currency => Card?.Settings.Currency ?? "USD";

    public async Task LoadAsync(ClaimsPrincipal user, CancellationToken cancel = default)
    {
        var entered = user.FindFirstValue(Claims.ActingTenant);
        Show(Guid.TryParse(entered ?? user.FindFirstValue(Claims.Tenant), out var id) ? await tenants.FindAsync(id, cancel) : null, entered is not null);
    }

    public void Show(TenantCard? card, bool entered = false) => (Card, IsEntered) = (card, entered);
}
