using System.Text.RegularExpressions;

namespace MedDist.Core.Clinical.Codes;

/// <summary>A typed code as it is stored, or what is wrong with it and what to do.</summary>
public readonly record struct CheckedCode(string? Code, string? Problem)
{
    public static implicit operator CheckedCode(string code) => new(code, null);
}

/// <summary>
/// The form of codes: whether what was typed can be one, never whether payers know it. ICD-10-CM and HCPCS patterns as CMS publishes them; CPT numbers of categories I to III and
/// proprietary laboratory analyses; place of service against the whole CMS list. Letters typed for digits are named, not silently changed.
/// </summary>
public static partial class CodeCheck
{
    /// <summary>The check of a list.</summary>
    public static CheckedCode Of(CodeSystem system, string? typed) => system switch
    {
        CodeSystem.Icd10 => Icd10(typed),
        CodeSystem.Hcpcs => Hcpcs(typed),
        CodeSystem.Cpt => Cpt(typed),
        _ => PlaceOfService(typed),
    };

    /// <summary>A letter, a digit, a digit or A or B, and up to four more after the dot, which may be left out when typing. Stored dotted.</summary>
    public static CheckedCode Icd10(string? typed)
    {
        var code = Plain(typed);
        if (Confused(code, 1, 3) is { } slip)
        {
            return slip;
        }

        var bare = code.Replace(".", "", StringComparison.Ordinal);
        return code.Split('.') is not ([{ Length: 3 }, _] or [_]) || !IcdForm().IsMatch(bare)
            ? Wrong(typed, "an ICD-10 code", "a letter, two digits, and up to four more after a dot, such as E11.621")
            : bare.Length > 3 ? $"{bare[..3]}.{bare[3..]}" : bare;
    }

    /// <summary>A letter from A to V and four digits.</summary>
    public static CheckedCode Hcpcs(string? typed)
    {
        var code = Plain(typed);
        return Confused(code, 1, 5) ?? (HcpcsForm().IsMatch(code) ? code : Wrong(typed, "a HCPCS code", "a letter and four digits, such as Q4186"));
    }

    /// <summary>Five digits; or four and T (category III), F (category II) or U (laboratory analyses).</summary>
    public static CheckedCode Cpt(string? typed)
    {
        var code = Plain(typed);
        return Confused(code, 0, 4) ?? (CptForm().IsMatch(code) ? code : Wrong(typed, "a CPT code", "five digits, such as 15275"));
    }

    /// <summary>Two digits that CMS has assigned; the leading zero may be left out when typing.</summary>
    public static CheckedCode PlaceOfService(string? typed)
    {
        var code = Plain(typed).PadLeft(2, '0');
        return CodeLists.Find(CodeSystem.PlaceOfService, code) is null ? Wrong(typed, "a place of service", "two digits, such as 11 for an office or 12 for a home") : code;
    }

    private static string Plain(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();

    /// <summary>An O or an I, L where only a digit can stand.</summary>
    private static CheckedCode? Confused(string code, int from, int to)
    {
        for (var i = from; i < Math.Min(to, code.Length); i++)
        {
            if (code[i] is 'O' or 'I' or 'L' && code.Length >= 3)
            {
                var digit = code[i] == 'O' ? '0' : '1';
                return new(null, $"Write the digit {digit} instead of the letter {code[i]}: {code[..i]}{digit}{code[(i + 1)..]}.");
            }
        }

        return null;
    }

    private static CheckedCode Wrong(string? typed, string what, string form) =>
        new(null, string.IsNullOrWhiteSpace(typed) ? $"Write {what}: {form}." : $"“{typed.Trim()}” cannot be {what}. It is {form}.");

    // U is allowed as a first letter for U07 and U09, nowhere else.
    [GeneratedRegex("^[A-Z][0-9][0-9AB][0-9A-TV-Z]{0,4}$")]
    private static partial Regex IcdForm();

    [GeneratedRegex("^[A-V][0-9]{4}$")]
    private static partial Regex HcpcsForm();

    [GeneratedRegex("^[0-9]{4}[0-9TFU]$")]
    private static partial Regex CptForm();
}
