using System.Text.RegularExpressions;
using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>The employer identification number, <c>NN-NNNNNNN</c> (26 CFR 301.6109-1). It has no check digit, and sources differ on which prefixes are in use, so that none is refused.</summary>
public static partial class Ein
{
    public static IdentifierReading Read(string? typed) => Form().Match(typed?.Trim() ?? "") is { Success: true } match
        ? IdentifierReading.Right($"{match.Groups[1].Value}-{match.Groups[2].Value}")
        : IdentifierReading.Wrong("Write the tax id with nine digits, such as 12-3456789.");

    [GeneratedRegex("^([0-9]{2})[- ]?([0-9]{7})$")]
    private static partial Regex Form();
}
