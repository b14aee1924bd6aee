namespace MedDist.Core.Orders.Drafts;

/// <summary>
/// The Medicare administrative contractor of a state (cms.gov, "Who are the MACs", read in 2026). Part B goes by where the service is furnished, DMEPOS by where the
/// beneficiary lives (IOM 100-04 ch. 1 s. 10.1.1). Part B of Arlington, Fairfax and Alexandria in Virginia belongs to JL: there the facility's own entry decides.
/// </summary>
public static class MacJurisdictions
{
    private static readonly Dictionary<string, string> PartB = ByState(
        "J5 IA KS MO NE", "J6 IL MN WI", "J8 IN MI", "J15 KY OH", "JE CA HI NV AS GU MP", "JF AK AZ ID MT ND OR SD UT WA WY", "JH AR CO LA MS NM OK TX", "JJ AL GA TN",
        "JK CT ME MA NH NY RI VT", "JL DE DC MD NJ PA", "JM NC SC VA WV", "JN FL PR VI");

    private static readonly Dictionary<string, string> Dmepos = ByState(
        "JA CT DE DC ME MD MA NH NJ NY PA RI VT", "JB IL IN KY MI MN OH WI", "JC AL AR CO FL GA LA MS NM NC OK SC TN TX VA WV PR VI",
        "JD AK AS AZ CA GU HI ID IA KS MO MT NE NV ND MP OR SD UT WA WY");

    /// <summary>The 50 states, DC and the five territories.</summary>
    public static IReadOnlyCollection<string> States => PartB.Keys;

    /// <summary>The code of the contractor, such as <c>JH</c>; null for what is no state.</summary>
    public static string? Of(string? state, bool isPartB) => state is null ? null : (isPartB ? PartB : Dmepos).GetValueOrDefault(state.Trim().ToUpperInvariant());

    private static Dictionary<string, string> ByState(params string[] lines) =>
        lines.Select(l => l.Split(' ')).SelectMany(l => l.Skip(1).Select(state => (state, l[0]))).ToDictionary();
}
