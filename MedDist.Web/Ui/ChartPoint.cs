namespace MedDist.Web.Ui;

/// <summary>A point or bar of a chart.</summary>
/// <param name="Name">What it is of, for example a day.</param>
/// <param name="Value">Null where there was nothing to measure.</param>
/// <param name="Text">The value as people read it.</param>
/// <param name="Link">Where a click leads; null for nowhere.</param>
public sealed record ChartPoint(string Name, double? Value, string Text, string? Link = null);
