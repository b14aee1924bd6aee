namespace MedDist.Core.Clinical.Codes;

/// <summary>
/// The code lists that the product ships, read once from its own resources; the head of each file names its source and licence (docs/adr/0019). They are selections for wound care, never
/// complete: a code of the right form that is missing here is taken as it is written.
/// </summary>
public static class CodeLists
{
    private static readonly Lazy<IReadOnlyDictionary<CodeSystem, IReadOnlyList<MedicalCode>>> Lists = new(() => new Dictionary<CodeSystem, IReadOnlyList<MedicalCode>>
    {
        [CodeSystem.Icd10] = [.. Lines("icd10cm-wound.tsv").Select(c => new MedicalCode(CodeSystem.Icd10, c[0], c[1], c[2], c.Length > 3 ? "Wording derived from the code; confirm before billing." : null))],
        [CodeSystem.Hcpcs] = [.. Lines("hcpcs-wound.tsv").Select(c => new MedicalCode(CodeSystem.Hcpcs, c[0], c[1], c[2], Product(c)))],
        [CodeSystem.Cpt] = [.. Lines("cpt-wound.tsv").Select(c => new MedicalCode(CodeSystem.Cpt, c[0], c[1], c[2], c.Length > 4 ? $"Added to {c[4]}." : GlobalDays(c[3])))],
        [CodeSystem.PlaceOfService] = [.. Lines("place-of-service.tsv").Select(c => new MedicalCode(CodeSystem.PlaceOfService, c[0], c[1]))],
    });

    /// <summary>All codes of a list, by code.</summary>
    public static IReadOnlyList<MedicalCode> Of(CodeSystem system) => Lists.Value[system];

    /// <summary>The code as it is listed, or null.</summary>
    public static MedicalCode? Find(CodeSystem system, string? code) => Of(system).FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>Source and licence of a list, as its file says.</summary>
    public static string SourceOf(CodeSystem system) => Text(FileOf(system)).Split('\n')[1].TrimStart('#', ' ').TrimEnd();

    private static string FileOf(CodeSystem system) => system switch
    {
        CodeSystem.Icd10 => "icd10cm-wound.tsv",
        CodeSystem.Hcpcs => "hcpcs-wound.tsv",
        CodeSystem.Cpt => "cpt-wound.tsv",
        _ => "place-of-service.tsv",
    };

    private static string? Product(string[] cells) => cells switch
    {
        { Length: > 4 } => "CMS lists it no more; use its successor.",
        { Length: > 3 } => $"Billed by {cells[3]}.",
        _ => null,
    };

    private static string? GlobalDays(string indicator) => indicator switch
    {
        "000" => "Global period: the same day.",
        "010" => "Global period: 10 days.",
        "090" => "Global period: 90 days.",
        _ => null,
    };

    private static IEnumerable<string[]> Lines(string file) => Text(file).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(CodeLists).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The code list {file} is not built in."));
        return reader.ReadToEnd();
    }
}
