namespace MedDist.Core.Coverage;

/// <summary>A payer's number for an insured person, as it is compared: capital letters and digits only, so that dashes and spaces do not matter. For Medicare it is the <see cref="Mbi"/>.</summary>
public static class MemberId
{
    public const int MaxLength = 50;

    // Shorter ones are no member ids; looking for them would find by chance.
    private const int FewestOfKey = 5;

    /// <summary>How it is compared; null for what is too short to be one.</summary>
    public static string? KeyOf(string? typed)
    {
        var key = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return key.Length < FewestOfKey ? null : key;
    }

    /// <summary>The last four characters, the others hidden: <c>•••MK73</c>.</summary>
    public static string Mask(string id) => id.Length <= 4 ? "•••" : "•••" + id[^4..];
}
