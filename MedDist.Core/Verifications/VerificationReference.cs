using System.Numerics;

namespace MedDist.Core.Verifications;

/// <summary>
/// What a case is called outside: <c>V-</c> and its id as 26 letters and digits (Crockford's base 32, without I, L, O and U), so that a workbook that comes back leads to its case. No check digit: an id that
/// is not there is simply not found.
/// </summary>
public static class VerificationReference
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    public static string Of(Guid id) => string.Create(2 + Length, id, (text, key) =>
    {
        text[0] = 'V';
        text[1] = '-';
        var number = new BigInteger(key.ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true);
        for (var i = text.Length - 1; i > 1; i--)
        {
            text[i] = Digits[(int)(number % 32)];
            number /= 32;
        }
    });

    /// <summary>Its last letters, for lists where the whole would be noise.</summary>
    public static string Brief(Guid id) => "V-…" + Of(id)[^6..];

    /// <summary>Reads it as people and workbooks write it: any case, spaces around, O for 0 and I or L for 1. Null for anything else.</summary>
    public static Guid? Read(string? text)
    {
        var said = text?.Trim().ToUpperInvariant();
        if (said is not { Length: 2 + Length } || !said.StartsWith("V-", StringComparison.Ordinal))
        {
            return null;
        }

        var number = BigInteger.Zero;
        foreach (var letter in said.AsSpan(2))
        {
            var digit = Digits.IndexOf(letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            number = (number * 32) + digit;
        }

        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length > 16 ? null : new Guid([.. new byte[16 - bytes.Length], .. bytes], bigEndian: true);
    }
}
