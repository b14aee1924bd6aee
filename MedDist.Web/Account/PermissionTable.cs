using MedDist.Core.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;

namespace MedDist.Web.Account;

/// <summary>Who may open which page and call which endpoint, read off the endpoints themselves: <c>docs/permissions.md</c> is what this writes.</summary>
internal static class PermissionTable
{
    private const string Yes = "yes";
    private const string No = "–";

    // Static files, the framework's own, and what answers everything that is no page.
    private static readonly string[] Outside = ["/_framework", "/_blazor", "/_content", "/health"];

    public static string Write(IEndpointRouteBuilder app)
    {
        var roles = Enum.GetValues<Role>();
        IEnumerable<string> lines =
        [
            "# Who may open what",
            "",
            "Written by `dotnet run -v q --project MedDist.Web -- permissions > docs/permissions.md`; a test compares it with the code, and another one walks it against a running application.",
            "It says who may come to a page or endpoint at all. What they find there is theirs alone: rows of other tenants do not exist for them, and assignments narrow what providers, facility",
            "managers and sales reps see. A super admin sees rows only after entering a tenant.",
            "",
            $"| Address | Call | Permission | {string.Join(" | ", roles.Select(r => r.Label()))} | Nobody signed in |",
            $"|---|---|---|{string.Concat(roles.Select(_ => "---|"))}---|",
            .. Doors(app).Select(d => $"| `{d.Path.Replace("|", "\\|", StringComparison.Ordinal)}` | {d.Method} | {d.Wants} | {string.Join(" | ", roles.Select(r => d.Allows(r) ? Yes : No))} | {(d.IsOpen ? Yes : No)} |"),
            "",
            "## Permissions",
            "",
            "| Permission | What it allows | Roles |",
            "|---|---|---|",
            .. Permissions.All.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"| {p.Name} | {p.Sentence} | {string.Join(", ", roles.Where(r => p.Allows(r)).Select(r => r.Label()))} |"),
        ];
        return string.Join('\n', lines) + '\n';
    }

    private static IEnumerable<Door> Doors(IEndpointRouteBuilder app) => app.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || e.Metadata.GetMetadata<System.Reflection.MethodInfo>() is not null)
        .SelectMany(DoorsOf)
        .Where(d => !Outside.Any(o => d.Path.StartsWith(o, StringComparison.Ordinal)))
        .DistinctBy(d => (d.Path, d.Method))
        .OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Method, StringComparer.Ordinal);

    private static IEnumerable<Door> DoorsOf(RouteEndpoint endpoint)
    {
        var isPage = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>().Distinct().ToList();
        var door = new Door("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), "", policies, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);
        return isPage ? [door with { Method = "page" }] : (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => door with { Method = m });
    }

    /// <summary>A page or an endpoint, and what it asks for.</summary>
    private sealed record Door(string Path, string Method, IReadOnlyList<string> Policies, bool IsOpen)
    {
        public string Wants => Policies.Count > 0 ? string.Join(", ", Policies) : IsOpen ? "open" : "signed in";

        public bool Allows(Role role) => IsOpen || Policies.All(p => Permissions.Allow(p, role));
    }
}
