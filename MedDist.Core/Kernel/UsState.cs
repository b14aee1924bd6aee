namespace MedDist.Core.Kernel;

/// <summary>A state, the District of Columbia, a territory or an armed forces' post, by its two letters (USPS Publication 28, appendix B).</summary>
/// <param name="Code">Two capital letters.</param>
/// <param name="Name">As one says it.</param>
public sealed record UsState(string Code, string Name)
{
    public static IReadOnlyList<UsState> All { get; } =
    [
        new("AL", "Alabama"), new("AK", "Alaska"), new("AZ", "Arizona"), new("AR", "Arkansas"), new("CA", "California"), new("CO", "Colorado"), new("CT", "Connecticut"), new("DE", "Delaware"),
        new("DC", "District of Columbia"), new("FL", "Florida"), new("GA", "Georgia"), new("HI", "Hawaii"), new("ID", "Idaho"), new("IL", "Illinois"), new("IN", "Indiana"), new("IA", "Iowa"),
        new("KS", "Kansas"), new("KY", "Kentucky"), new("LA", "Louisiana"), new("ME", "Maine"), new("MD", "Maryland"), new("MA", "Massachusetts"), new("MI", "Michigan"), new("MN", "Minnesota"),
        new("MS", "Mississippi"), new("MO", "Missouri"), new("MT", "Montana"), new("NE", "Nebraska"), new("NV", "Nevada"), new("NH", "New Hampshire"), new("NJ", "New Jersey"), new("NM", "New Mexico"),
        new("NY", "New York"), new("NC", "North Carolina"), new("ND", "North Dakota"), new("OH", "Ohio"), new("OK", "Oklahoma"), new("OR", "Oregon"), new("PA", "Pennsylvania"), new("RI", "Rhode Island"),
        new("SC", "South Carolina"), new("SD", "South Dakota"), new("TN", "Tennessee"), new("TX", "Texas"), new("UT", "Utah"), new("VT", "Vermont"), new("VA", "Virginia"), new("WA", "Washington"),
        new("WV", "West Virginia"), new("WI", "Wisconsin"), new("WY", "Wyoming"),
        new("AS", "American Samoa"), new("GU", "Guam"), new("MP", "Northern Mariana Islands"), new("PR", "Puerto Rico"), new("VI", "U.S. Virgin Islands"),
        new("FM", "Micronesia"), new("MH", "Marshall Islands"), new("PW", "Palau"), new("AA", "Armed Forces Americas"), new("AE", "Armed Forces Europe"), new("AP", "Armed Forces Pacific"),
    ];

    /// <summary>The two letters, from them in any case or from the full name.</summary>
    public static IdentifierReading Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return All.FirstOrDefault(s => s.Code.Equals(text, StringComparison.OrdinalIgnoreCase) || s.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } state
            ? IdentifierReading.Right(state.Code)
            : IdentifierReading.Wrong(text.Length == 0 ? "Write the state with two letters, such as IL." : $"“{text}” is no state. Write its two letters, such as IL.");
    }
}
