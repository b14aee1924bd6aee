using System.Globalization;
using System.Text.RegularExpressions;

namespace MedDist.Core.Catalog;

/// <summary>Who issues the device identifiers of a UDI.</summary>
public enum UdiIssuer
{
    Gs1,
    Hibcc,
    Iccbba,
}

/// <summary>What a unique device identifier says. Only GS1's is taken apart; the others are known by their first character.</summary>
public sealed record Udi(UdiIssuer Issuer, string DeviceIdentifier, DateOnly? ProducedOn = null, DateOnly? ExpiresOn = null, string? Lot = null, string? Serial = null)
{
    private const char GroupSeparator = (char)29;

    /// <summary>
    /// Reads what a scanner gives or what stands below the bars: GS1 with or without brackets, groups of variable length ended by ASCII 29. Null where it is none or its check digit is wrong.
    /// Two-digit years lie within 49 years before and 50 after <paramref name="thisYear"/>; day 00 is the last of the month.
    /// </summary>
    public static Udi? Read(string text, int thisYear)
    {
        text = text.Trim();
        return text switch
        {
            ['+', _, ..] => new(UdiIssuer.Hibcc, text[1..]),
            ['=', _, ..] => new(UdiIssuer.Iccbba, text[1..]),
            ['(', ..] => Of(Bracketed(text), thisYear),
            _ => Of(Raw(text), thisYear),
        };
    }

    private static Udi? Of(Dictionary<string, string>? parts, int thisYear)
    {
        if (parts?.GetValueOrDefault("01") is not { } gtin || !Gtin.IsValid(gtin))
        {
            return null;
        }

        var (made, expires) = (Day(parts.GetValueOrDefault("11"), thisYear), Day(parts.GetValueOrDefault("17"), thisYear));
        return (made is null && parts.ContainsKey("11")) || (expires is null && parts.ContainsKey("17")) ? null
            : new(UdiIssuer.Gs1, gtin, made, expires, parts.GetValueOrDefault("10"), parts.GetValueOrDefault("21"));
    }

    private static Dictionary<string, string>? Bracketed(string text)
    {
        Dictionary<string, string> parts = [];
        foreach (var part in text.Split('(', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf(')', StringComparison.Ordinal) != 2 || !parts.TryAdd(part[..2], part[3..].Trim(GroupSeparator)) || !Fits(part[..2], parts[part[..2]]))
            {
                return null;
            }
        }

        return parts;
    }

    private static Dictionary<string, string>? Raw(string text)
    {
        Dictionary<string, string> parts = [];
        while (text.Length > 2)
        {
            var (ai, rest) = (text[..2], text[2..]);
            var length = ai switch { "01" => 14, "11" or "17" => 6, _ => rest.IndexOf(GroupSeparator, StringComparison.Ordinal) is >= 0 and var end ? end : rest.Length };
            if (rest.Length < length || !Fits(ai, rest[..length]) || !parts.TryAdd(ai, rest[..length]))
            {
                return null;
            }

            text = rest[length..].TrimStart(GroupSeparator);
        }

        return text.Length == 0 ? parts : null;
    }

    private static bool Fits(string ai, string value) => ai switch
    {
        "01" => value.Length == 14,
        "11" or "17" => value.Length == 6,
        "10" or "21" => value.Length is > 0 and <= 20,
        _ => false,
    };

    private static DateOnly? Day(string? digits, int thisYear)
    {
        if (digits is null || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var all) || all / 100 % 100 is < 1 or > 12)
        {
            return null;
        }

        var (year, month, day) = (all / 10000 + thisYear / 100 * 100, all / 100 % 100, all % 100);
        year += year > thisYear + 50 ? -100 : year < thisYear - 49 ? 100 : 0;
        var last = DateTime.DaysInMonth(year, month);
        return day > last ? null : new DateOnly(year, month, day == 0 ? last : day);
    }
}

/// <summary>The global trade item number of fourteen digits: from the right, every second digit three times; the sum is a multiple of ten (GS1 General Specifications).</summary>
public static partial class Gtin
{
    public static bool IsValid(string gtin) => Form().IsMatch(gtin) && gtin.Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum() % 10 == 0;

    [GeneratedRegex("^[0-9]{14}$")]
    private static partial Regex Form();
}
