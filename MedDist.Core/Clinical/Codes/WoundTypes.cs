namespace MedDist.Core.Clinical.Codes;

/// <summary>A type of wound as the form offers it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Codes">Its usual ICD-10-CM codes, or their beginnings, whatever the place.</param>
/// <param name="Groups">Groups of the list that its other codes are in.</param>
public sealed record WoundType(string Name, IReadOnlyList<string> Codes, IReadOnlyList<string> Groups)
{
    /// <summary>The codes, or their beginnings, for this type at a place: as ICD-10-CM builds them from site and side.</summary>
    public IEnumerable<string> DiagnosesAt(WoundSite site) => Name switch
    {
        WoundTypes.Diabetic => [site.IsFoot ? "E11.621" : "E11.622", .. NonPressure(site)],
        WoundTypes.Venous => [.. Varicose(site), .. site.Side is 1 or 2 ? [$"I87.31{site.Side}"] : Array.Empty<string>(), .. NonPressure(site)],
        WoundTypes.Arterial => [.. site is { Side: 1 or 2, LegSite: { } s } ? [$"I70.2{site.Side + 2}{s}"] : Array.Empty<string>(), .. NonPressure(site)],
        WoundTypes.Pressure => site.PressureSite is { } place ? [$"L89.{place}"] : [],
        _ => NonPressure(site),
    };

    private static IEnumerable<string> NonPressure(WoundSite site) => site.LegSite is { } s ? [$"L97.{s}{site.Side}"] : site.BodySite is { } b ? [$"L98.4{b}"] : [];

    private static IEnumerable<string> Varicose(WoundSite site) => site is { Side: 1 or 2, LegSite: { } s } ? [$"I83.0{site.Side}{s}"] : [];
}

/// <summary>The usual types of wounds; others may be typed.</summary>
public static class WoundTypes
{
    public const string Diabetic = "Diabetic foot ulcer";
    public const string Venous = "Venous leg ulcer";
    public const string Pressure = "Pressure ulcer";
    public const string Arterial = "Arterial ulcer";
    public const string Surgical = "Non-healing surgical wound";
    public const string Chronic = "Other chronic ulcer";

    public static readonly IReadOnlyList<WoundType> All =
    [
        new(Diabetic, ["E11.621", "E10.621", "E11.622"], ["diabetic_ulcer", "chronic_ulcer", "diabetes_assoc"]),
        new(Venous, ["I87.31", "I83.0", "I87.2"], ["venous_ulcer", "chronic_ulcer", "venous_assoc"]),
        new(Pressure, ["L89.15", "L89.61", "L89.62"], ["pressure_ulcer"]),
        new(Arterial, ["I70.23", "I70.24"], ["arterial_ulcer", "chronic_ulcer"]),
        new(Surgical, ["L98.49"], ["chronic_ulcer"]),
        new(Chronic, ["L97.9", "L98.49"], ["chronic_ulcer"]),
    ];

    /// <summary>The usual places.</summary>
    public static readonly IReadOnlyList<string> Locations =
        ["Right foot", "Left foot", "Right heel", "Left heel", "Right ankle", "Left ankle", "Right calf", "Left calf", "Right lower leg", "Left lower leg", "Sacrum",
         "Right great toe", "Left great toe", "Right hip", "Left hip", "Abdomen"];

    /// <summary>The names to choose from: the usual types, and further ones without codes of their own.</summary>
    public static readonly IReadOnlyList<string> Names = [.. All.Select(t => t.Name), "Trauma wound", "Burn"];

    /// <summary>What was tried before, as forms and records name it.</summary>
    public static readonly IReadOnlyList<string> Treatments =
        ["Debridement", "Offloading", "Compression", "Moist dressings", "Antibiotics", "Negative pressure", "Skin substitute"];

    /// <summary>The type of this name, or null for another one.</summary>
    public static WoundType? Find(string? name) => All.FirstOrDefault(t => string.Equals(t.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>A place on the body as ICD-10-CM counts it, read from words such as <c>Left heel</c>.</summary>
/// <param name="Side">1 right, 2 left, 0 not said.</param>
/// <param name="LegSite">The digit of L97, I83.0 and I70.2: 1 thigh, 2 calf, 3 ankle, 4 heel and midfoot, 5 other part of foot, 8 other part of lower leg; null elsewhere.</param>
/// <param name="BodySite">The digit of L98.4: 1 buttock, 2 back, 9 another place; null on the leg.</param>
/// <param name="PressureSite">The two digits of L89; null where it has none of its own.</param>
/// <param name="IsExtreme">Whether grafts are counted as on face, scalp, hands, feet and digits.</param>
public sealed record WoundSite(int Side, int? LegSite, int? BodySite, string? PressureSite, bool IsExtreme)
{
    public bool IsFoot => LegSite is 4 or 5;

    public static WoundSite Of(string? words)
    {
        var text = $" {words?.ToLowerInvariant()} ";
        var side = Has(" right ", " r ") ? 1 : Has(" left ", " l ") ? 2 : 0;
        int? leg = Has("heel", "midfoot") ? 4 : Has("foot", "toe", "plantar", "metatars", "hallux") ? 5 : Has("ankle", "malleol") ? 3 : Has("calf") ? 2 : Has("thigh") ? 1 : Has("leg", "shin", "tibia") ? 8 : null;
        var pressure = Has("heel") ? $"6{side}" : Has("sacr", "coccyx", "tailbone") ? "15" : Has("ankle", "malleol") ? $"5{side}" : Has("hip", "trochanter") ? $"2{side}"
            : Has("buttock", "ischi") ? $"3{side}" : Has("elbow") ? $"0{side}" : Has("head", "scalp") ? "81" : null;
        int? body = leg is not null || string.IsNullOrWhiteSpace(words) ? null : Has("buttock", "ischi") ? 1 : Has("back", "sacr", "coccyx") ? 2 : 9;
        return new(side, leg, body, pressure, leg is 4 or 5 || Has("face", "scalp", "ear ", "neck", "hand", "finger", "genital"));

        bool Has(params string[] parts) => parts.Any(p => text.Contains(p, StringComparison.Ordinal));
    }
}
