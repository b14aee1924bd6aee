namespace MedDist.Web.Ui;

/// <summary>What is wrong with one field, for <see cref="ProblemSummary"/>.</summary>
/// <param name="Control">The id of its control.</param>
/// <param name="Label">What the screen calls it.</param>
/// <param name="Message">What to do.</param>
public sealed record FieldProblem(string Control, string Label, string Message);
