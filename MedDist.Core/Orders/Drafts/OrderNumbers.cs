using System.Globalization;

namespace MedDist.Core.Orders.Drafts;

/// <summary>Counts order numbers up: a prefix, and digits of a fixed width, so that they sort as text.</summary>
public static class OrderNumbers
{
    public const string First = "ORD-0000001";

    /// <summary>The number after <paramref name="last"/>, the greatest of the tenant; the first one where there is none, or it ends in no digits.</summary>
    public static string After(string? last)
    {
        var digits = last is null ? "" : new string([.. last.Reverse().TakeWhile(char.IsAsciiDigit).Reverse()]);
        return digits.Length is 0 or > 18
            ? First
            : last![..^digits.Length] + (long.Parse(digits, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0');
    }
}
