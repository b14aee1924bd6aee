using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Demo;

namespace MedDist.Web.Account;

/// <summary>Demo users of one tenant, or of the installation, for the sign-in page of a development machine.</summary>
public sealed record DemoGroup(string Title, IReadOnlyList<DemoSignIn> First, IReadOnlyList<DemoSignIn> Rest)
{
    /// <summary>Who can sign in at this address: at a tenant's, its users and super admins; elsewhere everybody whose tenant exists.</summary>
    public static async Task<IReadOnlyList<DemoGroup>> AtAsync(TenantCard? here, TenantDirectory tenants, CancellationToken cancel)
    {
        IReadOnlyList<TenantCard> shown = here is null ? await tenants.ListAsync(cancel) : [here];
        var groups = shown.Select(t => Of(t.Name, t.Subdomain)).Where(g => g.First.Count > 0).ToList();
        // Without a tenant of the demo this is a real installation, even on a development machine.
        return groups.Count == 0 ? [] : [.. groups, Of("Whole installation", null)];
    }

    private static DemoGroup Of(string title, string? subdomain)
    {
        var all = DemoSignIns.All.Where(s => s.Subdomain == subdomain).ToList();
        var first = all.GroupBy(s => s.Role).Select(g => g.First()).OrderBy(s => Rank(s.Role)).ToList();
        return new(title, first, [.. all.Except(first)]);
    }

    private static int Rank(Role role) => role switch
    {
        Role.TenantAdmin => 0,
        Role.Provider => 1,
        Role.FacilityManager => 2,
        Role.Viewer => 3,
        _ => 4,
    };
}
