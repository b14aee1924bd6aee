namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>How the numbers of a column are shown; dates show themselves.</summary>
public enum CellLook
{
    /// <summary>As they are.</summary>
    Plain,

    /// <summary>Text that is a number to the eye, such as an order number: it stays text when somebody edits it.</summary>
    Code,

    /// <summary>1,234</summary>
    Whole,

    /// <summary>1,234.50</summary>
    Number,

    /// <summary>1,234.50, in the currency that the heading names.</summary>
    Money,

    /// <summary>0.125 as 12.5 %.</summary>
    Percent,
}

/// <summary>A column of a <see cref="Sheet"/>: its heading, its width in characters, and how its numbers look.</summary>
public sealed record SheetColumn(string Title, double Width = 14, CellLook Look = CellLook.Plain);

/// <summary>What stands around the rows of a sheet.</summary>
/// <param name="Name">At most 31 characters, without <c>[ ] : * ? / \</c>.</param>
/// <param name="Columns">The heading row, which stays in sight and carries the filter.</param>
public record SheetHead(string Name, IReadOnlyList<SheetColumn> Columns)
{
    /// <summary>Title rows above the heading.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Above { get; init; } = [];

    /// <summary>Stands at the foot of each printed page, which is set landscape; null leaves printing to the program.</summary>
    public string? Footer { get; init; }

    /// <summary>Charts beside the rows.</summary>
    public IReadOnlyList<SheetChart> Charts { get; init; } = [];
}

/// <summary>
/// A table for a workbook or a CSV file. Cells are text, whole or decimal numbers, <see cref="DateOnly"/>, <see cref="DateTime"/> (local time of the reader, as it is to be shown), true or
/// false, or null; text stays text, with its leading zeros and even where it looks like a formula.
/// </summary>
/// <param name="Name">At most 31 characters, without <c>[ ] : * ? / \</c>.</param>
/// <param name="Columns">The heading row, which stays in sight and carries the filter.</param>
/// <param name="Rows">Written once, in order; may be made while it is read.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows) : SheetHead(Name, Columns)
{
    /// <summary>Rows that a sheet can hold below its heading.</summary>
    public const int MostRows = 1_048_575;

    /// <summary>Characters that a cell can hold.</summary>
    public const int MostText = 32_767;

    /// <summary>Whether a program that opens the file could take this text for a formula (OWASP, "CSV injection"; the last four are the signs of East Asian keyboards).</summary>
    public static bool LooksLikeFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];
}
