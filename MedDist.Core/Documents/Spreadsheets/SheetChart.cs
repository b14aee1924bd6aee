namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>What a chart draws with.</summary>
public enum ChartKind
{
    /// <summary>Upright bars; their axis starts at zero.</summary>
    Bars,

    Lines,
}

/// <summary>Cells in one column of a sheet of the same workbook. Column and rows count from 1.</summary>
public sealed record CellRange(string Sheet, int Column, int FirstRow, int LastRow);

/// <summary>One line or set of bars: its name, and where its values are.</summary>
public sealed record ChartSeries(string Name, CellRange Values);

/// <summary>A native chart (DrawingML) that draws cells of its workbook: it follows when somebody changes them.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="Kind">What it draws with.</param>
/// <param name="Labels">The names along the axis.</param>
/// <param name="Series">What it draws.</param>
/// <param name="Column">The column of its left edge, from 0.</param>
/// <param name="Row">The row of its upper edge, from 0.</param>
public sealed record SheetChart(string Title, ChartKind Kind, CellRange Labels, IReadOnlyList<ChartSeries> Series, int Column, int Row)
{
    /// <summary>Its size in columns and rows.</summary>
    public int Wide { get; init; } = 8;

    public int High { get; init; } = 16;

    /// <summary>What the value axis counts.</summary>
    public string? Unit { get; init; }
}
