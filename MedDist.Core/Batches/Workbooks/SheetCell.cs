namespace MedDist.Core.Batches.Workbooks;

/// <summary>What a cell of a workbook is.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,

    /// <summary>A real date, written <c>2026-06-25</c>, with its time behind it where there is one.</summary>
    Day,
    Bool,

    /// <summary>An error of the program that wrote it, such as <c>#REF!</c>, or a formula without a value.</summary>
    Error,
}

/// <summary>One cell: its text as it is shown, with the zeros that its format adds, and what it is. A formula is its last value; nothing is calculated.</summary>
public readonly record struct SheetCell(string Text, CellKind Kind, bool IsFormula = false)
{
    public static readonly SheetCell None = new("", CellKind.Empty);

    public bool IsEmpty => Kind == CellKind.Empty || Text.Length == 0;

    public static SheetCell Of(string text) => text.Length == 0 ? None : new(text, CellKind.Text);
}

/// <summary>One row: its number in the file, from 1, and its cells from the first column on; those behind the last filled one are left out.</summary>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>The cell of a column, empty where the row is shorter.</summary>
    public SheetCell this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : SheetCell.None;

    public bool IsEmpty => Cells.All(c => c.IsEmpty);
}

/// <summary>A sheet as it was read: rows with something in them, merged cells filled, and what a person should know about the reading.</summary>
/// <param name="Name">Its name in the workbook; null for text.</param>
/// <param name="Rows">In their order.</param>
public sealed record WorkbookSheet(string? Name, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>Cells whose value a formula made.</summary>
    public int Formulas { get; init; }

    /// <summary>Days are counted from 1904, so that a bare number cannot be told from a date.</summary>
    public bool CountsFrom1904 { get; init; }

    public int Width => Rows.Count == 0 ? 0 : Rows.Max(r => r.Cells.Count);
}
