using System.Globalization;
using System.Text.Json.Nodes;

namespace MedDist.Core.Orders.Drafts;

/// <summary>A field that was changed to different values at two places; values in the words of the screen, null for nothing.</summary>
public sealed record DraftConflict(string Field, string Label, string? Mine, string? Theirs);

/// <summary>What came of laying one state of a form over another.</summary>
/// <param name="Merged">Both, and in conflicting fields what is stored.</param>
/// <param name="AlsoChanged">Labels of the fields that came from the other place.</param>
/// <param name="Conflicts">Where both changed the same field to different values.</param>
public sealed record DraftMergeResult(OrderDraftContent Merged, IReadOnlyList<string> AlsoChanged, IReadOnlyList<DraftConflict> Conflicts);

/// <summary>The three-way merge of a form's fields: lines by their id, lists and choices as a whole, all else field by field.</summary>
public static class DraftMerge
{
    // What the form notes for itself is nobody's choice to make.
    private static readonly string[] Quiet = ["unread", "knownSince", "changed", "primary.filed", "secondary.filed", "primary.policyId", "secondary.policyId"];

    /// <summary>Lays what changed from <paramref name="original"/> to <paramref name="mine"/> over <paramref name="theirs"/>; <paramref name="mineWins"/> settles conflicts that were decided already.</summary>
    public static DraftMergeResult Of(OrderDraftContent original, OrderDraftContent mine, OrderDraftContent theirs, IReadOnlySet<string>? mineWins = null)
    {
        List<DraftConflict> conflicts = [];
        HashSet<string> also = [];
        var merged = Merge(Node(original), Node(mine), Node(theirs), "", conflicts, also, mineWins);
        return new(OrderDraftContent.Read(merged?.ToJsonString() ?? "{}"), [.. also.Select(DraftFields.Label).Distinct()], conflicts);
    }

    private static JsonNode? Node(OrderDraftContent content) => JsonNode.Parse(content.Write());

    private static JsonNode? Merge(JsonNode? was, JsonNode? mine, JsonNode? theirs, string path, List<DraftConflict> conflicts, HashSet<string> also, IReadOnlySet<string>? mineWins)
    {
        if (JsonNode.DeepEquals(mine, theirs))
        {
            return mine?.DeepClone();
        }

        if (Parts(was, mine, theirs) is { } parts)
        {
            return Join(parts, (w, m, t, key) => Merge(w, m, t, path.Length == 0 ? key : $"{path}.{key}", conflicts, also, mineWins));
        }

        if (JsonNode.DeepEquals(mine, was))
        {
            also.Add(path);
            return theirs?.DeepClone();
        }

        if (JsonNode.DeepEquals(theirs, was) || mineWins?.Contains(path) == true || Quiet.Any(q => path.StartsWith(q, StringComparison.Ordinal)))
        {
            return mine?.DeepClone();
        }

        conflicts.Add(new(path, DraftFields.Label(path), Words(mine), Words(theirs)));
        return theirs?.DeepClone();
    }

    /// <summary>The three sides by key, where each is a thing of parts or missing and at least two are there; null where they are taken as a whole.</summary>
    private static Sides? Parts(JsonNode? was, JsonNode? mine, JsonNode? theirs)
    {
        JsonNode?[] all = [was, mine, theirs];
        var there = all.OfType<JsonNode>().ToList();
        if (there.Count < 2 || mine is null || theirs is null)
        {
            return null;
        }

        if (there.All(n => n is JsonObject o && !IsChoice(o)))
        {
            return new(false, [.. all.Select(n => (n as JsonObject)?.ToDictionary(p => p.Key, p => p.Value) ?? [])]);
        }

        return there.All(n => n is JsonArray a && a.All(i => i is JsonObject o && o.ContainsKey("id")))
            ? new(true, [.. all.Select(n => (n as JsonArray)?.OfType<JsonObject>().ToDictionary(i => (string)i["id"]!, i => (JsonNode?)i) ?? [])])
            : null;
    }

    private static JsonNode Join(Sides sides, Func<JsonNode?, JsonNode?, JsonNode?, string, JsonNode?> merge)
    {
        var (was, mine, theirs) = (sides.All[0], sides.All[1], sides.All[2]);
        var joined = theirs.Keys.Concat(mine.Keys).Concat(was.Keys).Distinct()
            .Select(k => (Key: k, Value: merge(was.GetValueOrDefault(k), mine.GetValueOrDefault(k), theirs.GetValueOrDefault(k), k))).Where(j => j.Value is not null);
        return sides.IsList ? new JsonArray([.. joined.Select(j => j.Value)]) : new JsonObject(joined.Select(j => KeyValuePair.Create(j.Key, j.Value)));
    }

    private static bool IsChoice(JsonObject node) => node.Count == 2 && node.ContainsKey("id") && node.ContainsKey("name");

    private static string? Words(JsonNode? node) => node switch
    {
        null => null,
        JsonObject choice when IsChoice(choice) => (string?)choice["name"],
        JsonObject line when line["product"] is { } product => $"{(string?)product["name"]}, {line["quantity"]}",
        JsonObject parts => string.Join(", ", parts.Select(p => Words(p.Value)).OfType<string>()),
        JsonArray list => list.Count == 0 ? null : string.Join(", ", list.Select(Words)),
        _ => node.ToString() switch
        {
            "true" => "yes",
            "false" => "no",
            var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Kernel.SmartDay.Text(day),
            var text => text,
        },
    };

    private sealed record Sides(bool IsList, IReadOnlyList<Dictionary<string, JsonNode?>> All);
}
