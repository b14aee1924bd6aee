using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MedDist.Core.Shipping;

/// <summary>
/// How calls of a carrier are signed: the header <c>X-MedDist-Signature: t=1767225600,v1=9f86…</c> holds the time in Unix seconds and the HMAC-SHA256 (hex) of <c>time.body</c>
/// with the tenant's secret for that carrier.
/// </summary>
public static class CarrierSignature
{
    public const string Header = "X-MedDist-Signature";

    /// <summary>How far the caller's clock may be from ours; an older call is not taken again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Sign(string secret, byte[] body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Mac(secret, time, body))}";
    }

    /// <summary>Compares in constant time.</summary>
    public static bool IsValid(string? secret, string? header, byte[] body, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1]);
        if (secret is null || parts["t"].FirstOrDefault() is not { } time || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var mac = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Mac(secret, time, body)));
        return parts["v1"].Any(given => CryptographicOperations.FixedTimeEquals(mac, Encoding.ASCII.GetBytes(given)));
    }

    private static byte[] Mac(string secret, string time, byte[] body) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(time + "."), .. body]);
}
