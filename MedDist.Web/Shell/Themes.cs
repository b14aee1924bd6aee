namespace MedDist.Web.Shell;

/// <summary>A look that a user can choose.</summary>
/// <param name="Name">What the cookie holds.</param>
/// <param name="Text">What the menu says.</param>
/// <param name="Icon">A name of the Material Symbols font.</param>
public sealed record Theme(string Name, string Text, string Icon)
{
    public bool IsDark => Name.StartsWith("standard-dark", StringComparison.Ordinal);

    public bool IsHighContrast => Name.EndsWith("-wcag", StringComparison.Ordinal);

    /// <summary>Radzen's style sheet that it builds on.</summary>
    public string StyleSheet => IsDark ? "standard-dark" : "standard";
}

/// <summary>The looks a user can choose; kept in a cookie so that the first paint is right.</summary>
public static class Themes
{
    public const string Cookie = "theme";

    public static readonly IReadOnlyList<Theme> All =
    [
        new("standard", "Light", "light_mode"),
        new("standard-dark", "Dark", "dark_mode"),
        new("standard-wcag", "Light, high contrast", "contrast"),
        new("standard-dark-wcag", "Dark, high contrast", "contrast"),
    ];

    /// <summary>The look of that name, else the light one.</summary>
    public static Theme Of(string? name) => All.FirstOrDefault(t => t.Name == name) ?? All[0];
}
