namespace MedDist.Web.Shell;

/// <summary>The looks a user can choose; kept in a cookie so that the first paint is right.</summary>
public static class Themes
{
    public const string Cookie = "theme";

    public const string Default = "standard";

    public static readonly IReadOnlyList<string> All = ["standard", "standard-dark", "standard-wcag", "standard-dark-wcag"];
}
