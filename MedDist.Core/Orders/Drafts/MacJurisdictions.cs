namespace MedDist.Core.Orders.Drafts;

/// <summary>
/// The Medicare administrative contractor of a state (cms.gov, "Who are the MACs", read in 2026). Part B goes by where the service is furnished, DMEPOS by where the
/// beneficiary lives (IOM 100-04 ch. 1 s. 10.1.1). Part B of Arlington, Fairfax and Alexandria in Virginia belongs to JL: there the facility's own entry decides.
/// </summary>
public static class MacJurisdictions
{
    /// <summary>How old the assignment is.</summary>
    public const string AsOf = "As CMS published it in 2026";

    private const string Noridian = "Noridian Healthcare Solutions", Wps = "WPS Government Health Administrators", Ngs = "National Government Services", Cgs = "CGS Administrators", Novitas = "Novitas Solutions",
        Palmetto = "Palmetto GBA", FirstCoast = "First Coast Service Options";

    /// <summary>Each contractor's area.</summary>
    public static IReadOnlyList<MacJurisdiction> All { get; } =
    [
        new("J5", Wps, true, ["IA", "KS", "MO", "NE"]),
        new("J6", Ngs, true, ["IL", "MN", "WI"]),
        new("J8", Wps, true, ["IN", "MI"]),
        new("J15", Cgs, true, ["KY", "OH"]),
        new("JE", Noridian, true, ["CA", "HI", "NV", "AS", "GU", "MP"]),
        new("JF", Noridian, true, ["AK", "AZ", "ID", "MT", "ND", "OR", "SD", "UT", "WA", "WY"]),
        new("JH", Novitas, true, ["AR", "CO", "LA", "MS", "NM", "OK", "TX"]),
        new("JJ", Palmetto, true, ["AL", "GA", "TN"]),
        new("JK", Ngs, true, ["CT", "ME", "MA", "NH", "NY", "RI", "VT"]),
        new("JL", Novitas, true, ["DE", "DC", "MD", "NJ", "PA"]),
        new("JM", Palmetto, true, ["NC", "SC", "VA", "WV"]),
        new("JN", FirstCoast, true, ["FL", "PR", "VI"]),
        new("JA", Noridian, false, ["CT", "DE", "DC", "ME", "MD", "MA", "NH", "NJ", "NY", "PA", "RI", "VT"]),
        new("JB", Cgs, false, ["IL", "IN", "KY", "MI", "MN", "OH", "WI"]),
        new("JC", Cgs, false, ["AL", "AR", "CO", "FL", "GA", "LA", "MS", "NM", "NC", "OK", "SC", "TN", "TX", "VA", "WV", "PR", "VI"]),
        new("JD", Noridian, false, ["AK", "AS", "AZ", "CA", "GU", "HI", "ID", "IA", "KS", "MO", "MT", "NE", "NV", "ND", "MP", "OR", "SD", "UT", "WA", "WY"]),
    ];

    private static readonly Dictionary<string, string> PartB = ByState(isPartB: true);

    private static readonly Dictionary<string, string> Dmepos = ByState(isPartB: false);

    /// <summary>The 50 states, DC and the five territories.</summary>
    public static IReadOnlyCollection<string> States => PartB.Keys;

    /// <summary>The code of the contractor, such as <c>JH</c>; null for what is no state.</summary>
    public static string? Of(string? state, bool isPartB) => state is null ? null : (isPartB ? PartB : Dmepos).GetValueOrDefault(state.Trim().ToUpperInvariant());

    private static Dictionary<string, string> ByState(bool isPartB) => All.Where(j => j.IsPartB == isPartB).SelectMany(j => j.States.Select(state => (state, j.Code))).ToDictionary();
}

/// <summary>The area of a Medicare administrative contractor.</summary>
/// <param name="Code">Such as <c>JH</c>.</param>
/// <param name="Contractor">Who it is.</param>
/// <param name="IsPartB">For Part B, by place of service; otherwise for DMEPOS, by residence.</param>
/// <param name="States">Two letters each.</param>
public sealed record MacJurisdiction(string Code, string Contractor, bool IsPartB, IReadOnlyList<string> States);
