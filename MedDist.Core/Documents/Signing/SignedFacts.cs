using System.Text.Json;

namespace MedDist.Core.Documents.Signing;

/// <summary>One thing that a form says: its label there and its value; null where it says nothing.</summary>
public sealed record FormFact(string Label, string? Value);

/// <summary>What a form said when it was signed, and which of it reads differently now. A signature stands for what was read: where anything of that has changed, it is void.</summary>
public static class SignedFacts
{
    /// <summary>As it is kept with the signature.</summary>
    public static string Write(IReadOnlyList<FormFact> facts) => JsonSerializer.Serialize(facts.Where(f => !string.IsNullOrWhiteSpace(f.Value)), JsonSerializerOptions.Web);

    /// <summary>The labels of what differs, in the order of the form, each once. Nothing differs where it is not known what was signed.</summary>
    public static IReadOnlyList<string> Changed(string? content, IReadOnlyList<FormFact> now)
    {
        if (content is null)
        {
            return [];
        }

        var before = JsonSerializer.Deserialize<List<FormFact>>(content, JsonSerializerOptions.Web)!.ToLookup(f => f.Label, f => f.Value);
        var after = now.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToLookup(f => f.Label, f => f.Value);
        return [.. now.Select(f => f.Label).Concat(before.Select(b => b.Key)).Distinct().Where(l => !before[l].SequenceEqual(after[l]))];
    }

    /// <summary>Why a signature is void, without any value: labels and who changed them.</summary>
    public static string Reason(IReadOnlyList<string> labels, string? who)
    {
        var words = labels.Select(Orders.OrderEditRules.InSentence).ToList();
        var what = words.Count switch { 0 => "the form", 1 => words[0], _ => $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}" };
        return $"{char.ToUpperInvariant(what[0])}{what[1..]} changed after the signature{(who is null ? "" : $", by {who}")}.";
    }
}
