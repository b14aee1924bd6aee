namespace MedDist.Core.Clinical.Codes;

/// <summary>Finds codes as one types: by the beginning of the code, dotted or not, or by words in any order. The usual ones for the wound come first.</summary>
public static class CodeSearch
{
    private static readonly char[] Separators = [' ', ',', ';', '/', '(', ')', '.', '-'];

    private static readonly Dictionary<CodeSystem, Lazy<IReadOnlyList<Entry>>> Entries = Enum.GetValues<CodeSystem>()
        .ToDictionary(s => s, s => new Lazy<IReadOnlyList<Entry>>(() => [.. CodeLists.Of(s).Select(Entry.Of)]));

    /// <summary>The best <paramref name="take"/> codes of a list. With nothing typed, the usual ones, and then those of the same group.</summary>
    public static IReadOnlyList<MedicalCode> Find(CodeSystem system, string? typed, WoundQuestion? wound = null, int take = 12)
    {
        var usual = UsualCodes.For(system, wound);
        var bare = Bare(typed ?? "");
        var words = (typed ?? "").ToUpperInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. Entries[system].Value
                .Select(e => (Entry: e, Place: usual.PlaceOf(e.Code), Hit: Hit(e, bare, words)))
                .Where(e => e.Hit < Miss && (bare.Length > 0 || e.Place is not null || usual.Groups.Count == 0 || usual.Groups.Contains(e.Entry.Code.Group ?? "")))
                .OrderBy(e => e.Hit).ThenBy(e => e.Place ?? int.MaxValue).ThenBy(e => usual.Groups.Contains(e.Entry.Code.Group ?? "") ? 0 : 1).ThenBy(e => e.Entry.Code.Code, StringComparer.Ordinal)
                .Take(take).Select(e => e.Entry.Code with { IsUsual = e.Place is not null }),
        ];
    }

    private const int Exact = 0, Miss = 3;

    // A code that begins so and one whose words fit are as good as each other, so that the usual ones lead among both.
    private static int Hit(Entry entry, string bare, string[] words) =>
        bare.Length > 0 && entry.Bare == bare ? Exact
        : entry.Bare.StartsWith(bare, StringComparison.Ordinal) ? 1
        : words.Length > 0 && words.All(w => entry.Words.Any(e => e.StartsWith(w, StringComparison.Ordinal)) || entry.Bare.StartsWith(w, StringComparison.Ordinal)) ? 1
        : Miss;

    private static string Bare(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private sealed record Entry(MedicalCode Code, string Bare, string[] Words)
    {
        public static Entry Of(MedicalCode code) => new(code, CodeSearch.Bare(code.Code), code.Text.ToUpperInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries));
    }
}
