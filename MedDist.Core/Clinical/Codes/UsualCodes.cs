namespace MedDist.Core.Clinical.Codes;

/// <summary>What is known of the wound when codes are looked for.</summary>
/// <param name="Type">One of <see cref="WoundTypes.All"/>, or what was typed instead.</param>
/// <param name="Location">In words, for example <c>Right heel</c>.</param>
/// <param name="AreaCm2">Its area.</param>
public sealed record WoundQuestion(string? Type = null, string? Location = null, decimal? AreaCm2 = null);

/// <summary>The codes to offer first, best first; each is a code or the beginning of some. And the groups whose other codes come next.</summary>
public sealed record UsualCodes(IReadOnlyList<string> First, IReadOnlyList<string> Groups)
{
    private static readonly UsualCodes None = new([], []);

    private static readonly string[] Offices = ["11", "12", "22", "19", "13", "31", "32", "24"];

    /// <summary>For a wound of this type, at this place, of this size.</summary>
    public static UsualCodes For(CodeSystem system, WoundQuestion? wound) => system switch
    {
        CodeSystem.PlaceOfService => new(Offices, []),
        CodeSystem.Cpt => new(Procedures(wound), ["graft", "debridement"]),
        CodeSystem.Icd10 when WoundTypes.Find(wound?.Type) is { } type => new([.. type.DiagnosesAt(WoundSite.Of(wound?.Location)), .. type.Codes], type.Groups),
        CodeSystem.Hcpcs => new([], ["skin_substitute"]),
        _ => None,
    };

    /// <summary>Where a code stands among the usual ones; null where it is not one.</summary>
    public int? PlaceOf(MedicalCode code)
    {
        for (var i = 0; i < First.Count; i++)
        {
            if (code.Code.StartsWith(First[i], StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>
    /// The codes for applying a skin substitute, with how often each is used: trunk, arms and legs apart from face, hands and feet; below 100 cm² the first 25 and each further 25, from
    /// 100 cm² on the first 100 and each further 100. Wounds of one site group are summed by the caller.
    /// </summary>
    public static IReadOnlyList<(string Code, int Units)> GraftUnits(decimal areaCm2, bool isExtremeSite)
    {
        var large = areaCm2 >= 100;
        var (first, added) = (isExtremeSite, large) switch { (false, false) => ("15271", "15272"), (false, true) => ("15273", "15274"), (true, false) => ("15275", "15276"), _ => ("15277", "15278") };
        var step = large ? 100 : 25;
        var more = (int)Math.Ceiling(Math.Max(0, areaCm2 - step) / step);
        return areaCm2 <= 0 ? [] : more == 0 ? [(first, 1)] : [(first, 1), (added, more)];
    }

    private static IReadOnlyList<string> Procedures(WoundQuestion? wound) => wound?.Location is null
        ? ["15275", "15271"]
        : [.. GraftUnits(wound.AreaCm2 is > 0 and { } area ? area : 1, WoundSite.Of(wound.Location).IsExtreme).Select(u => u.Code), "97597", "11042"];
}
