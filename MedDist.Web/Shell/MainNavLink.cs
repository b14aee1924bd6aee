using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace MedDist.Web.Shell;

/// <summary>A link of the navigation that leaves the mark of the current page to another link whose address is nearer.</summary>
public sealed class MainNavLink : NavLink
{
    /// <summary>Paths of other links that lie below this one.</summary>
    [Parameter] public IReadOnlyList<string> Below { get; set; } = [];

    protected override bool ShouldMatch(string uriAbsolute) =>
        base.ShouldMatch(uriAbsolute) && (AdditionalAttributes?["href"] as string != "/" || new Uri(uriAbsolute).AbsolutePath == "/") && !Below.Any(path => new Uri(uriAbsolute).AbsolutePath.StartsWith(path, StringComparison.OrdinalIgnoreCase));
}
