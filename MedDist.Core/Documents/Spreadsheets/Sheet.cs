namespace MedDist.Core.Documents.Spreadsheets;

/// <summary>A column of a <see cref="Sheet"/>: its heading, and its width in characters.</summary>
public sealed record SheetColumn(string Title, double Width = 14);

/// <summary>
/// A table for a workbook or a CSV file. Cells are text, whole or decimal numbers, <see cref="DateOnly"/>, <see cref="DateTime"/> (local time of the reader, as it is to be shown), true or
/// false, or null; text stays text, with its leading zeros and even where it looks like a formula.
/// </summary>
/// <param name="Name">At most 31 characters, without <c>[ ] : * ? / \</c>.</param>
/// <param name="Columns">The heading row, which stays in sight and carries the filter.</param>
/// <param name="Rows">Written once, in order; may be made while it is read.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Title rows above the heading.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Above { get; init; } = [];

    /// <summary>Rows that a sheet can hold below its heading.</summary>
    public const int MostRows = 1_048_575;

    /// <summary>Characters that a cell can hold.</summary>
    public const int MostText = 32_767;

    /// <summary>Whether a program that opens the file could take this text for a formula (OWASP, "CSV injection").</summary>
    public static bool LooksLikeFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..];
}
