using System.Security.Cryptography;
using System.Text;

namespace MedDist.Core.Kernel;

/// <summary>
/// The secret of a link that opens something without a sign-in: the tenant's subdomain in clear, a dot, and 256 random bits (base64url). The subdomain says behind which wall to look the rest up; it opens nothing by itself.
/// </summary>
public sealed record LinkToken(string Subdomain, string Text)
{
    private const int SecretLength = 43;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static LinkToken New(string subdomain) =>
        new(subdomain, $"{subdomain}.{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}");

    /// <summary>Null for a text that cannot be one.</summary>
    public static LinkToken? Read(string? text)
    {
        var parts = (text ?? "").Split('.');
        return parts is [{ Length: > 0 and < 64 } subdomain, { Length: SecretLength } secret] && secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new(subdomain.ToLowerInvariant(), text!)
            : null;
    }
}
