using MedDist.Web.Ui;

namespace MedDist.Web.Organizations;

/// <summary>What the forms of places share.</summary>
internal static class PlaceForms
{
    /// <summary>The problems of a form in the order of the screen, each leading to its control.</summary>
    public static IReadOnlyList<FieldProblem> Lines(IReadOnlyDictionary<string, string[]> problems, IEnumerable<(string Field, string Control, string Label)> fields) =>
        [.. fields.Where(f => problems.ContainsKey(f.Field)).Select(f => new FieldProblem(f.Control, f.Label, problems[f.Field][0]))];
}
