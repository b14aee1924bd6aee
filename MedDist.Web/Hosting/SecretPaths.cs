namespace MedDist.Web.Hosting;

/// <summary>Addresses that hold a secret: whoever knows one gets in without a sign-in. They stay out of logs, caches, search engines and other sites' referrers, and may not be asked often.</summary>
internal static class SecretPaths
{
    private static readonly string[] Before = ["/reply", "/welcome"];

    /// <summary>Whether the path holds a secret, and which.</summary>
    public static bool Hold(PathString path, out string secret)
    {
        foreach (var start in Before)
        {
            if (path.StartsWithSegments(start, out var rest))
            {
                secret = rest.Value ?? "";
                return true;
            }
        }

        secret = "";
        return false;
    }

    /// <summary>The path as logs may name it.</summary>
    public static string? Named(PathString path) => Before.FirstOrDefault(start => path.StartsWithSegments(start)) is { } start ? start + "/…" : path.Value;
}
