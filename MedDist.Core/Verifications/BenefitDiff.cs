namespace MedDist.Core.Verifications;

/// <summary>One benefit before and after; null where it was not said.</summary>
public sealed record BenefitChange(string Name, string? Before, string? After)
{
    public bool IsChanged => Before != After;
}

/// <summary>What a new answer of the payer says differently from the last one. Spaces and capitals make no difference.</summary>
public sealed record BenefitDiff(IReadOnlyList<BenefitChange> Lines)
{
    /// <summary>Benefits that every re-verification asks about, in the order of the form.</summary>
    public static readonly IReadOnlyList<string> Usual =
        ["plan type", "network", "prior authorisation", "deductible", "deductible remaining", "copay", "coinsurance", "out-of-pocket maximum", "out-of-pocket remaining"];

    /// <summary>Nothing is different: one click confirms it.</summary>
    public bool IsSame => Lines.All(l => !l.IsChanged);

    public IEnumerable<BenefitChange> Changes => Lines.Where(l => l.IsChanged);

    /// <summary>The usual benefits first, then the others by name; those that neither says are left out.</summary>
    public static BenefitDiff Of(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        Dictionary<string, string> old = Folded(before), now = Folded(after);
        return new([.. Ordered(old.Keys.Union(now.Keys)).Select(name => Line(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))]);
    }

    /// <summary>Names in the order of the form.</summary>
    public static IEnumerable<string> Ordered(IEnumerable<string> names) => names.Order(StringComparer.Ordinal).OrderBy(n => Usual.IndexOf(n) is var at and >= 0 ? at : int.MaxValue);

    private static BenefitChange Line(string name, string? before, string? after) => string.Equals(Words(before), Words(after), StringComparison.OrdinalIgnoreCase) ? new(name, after, after) : new(name, before, after);

    private static Dictionary<string, string> Folded(IReadOnlyDictionary<string, string> benefits) => benefits.Where(b => !string.IsNullOrWhiteSpace(b.Value))
        .GroupBy(b => Words(b.Key)!.ToLowerInvariant()).ToDictionary(g => g.Key, g => g.Last().Value.Trim());

    private static string? Words(string? text) => text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

file static class Places
{
    public static int IndexOf(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
