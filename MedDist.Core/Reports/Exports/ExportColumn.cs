using MedDist.Core.Documents.Spreadsheets;

namespace MedDist.Core.Reports.Exports;

/// <summary>What a column of a grid holds; decides how each kind of file writes it.</summary>
public enum ExportKind
{
    Text,

    /// <summary>Text of digits and letters that people copy, such as an order number; leading zeros stay.</summary>
    Code,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Day,

    /// <summary>A <see cref="DateTimeOffset"/>; the file shows the tenant's local time.</summary>
    Moment,

    Whole,
    Number,

    /// <summary>In the tenant's currency, which the heading names.</summary>
    Money,

    /// <summary>A part of 1.</summary>
    Percent,
    YesNo,
}

/// <summary>A column of a grid as a file has it.</summary>
/// <param name="Id">Its name in the grid's layout.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">Characters.</param>
public record ExportColumn(string Id, string Title, ExportKind Kind, double Width)
{
    public bool IsNumber => Kind is ExportKind.Whole or ExportKind.Number or ExportKind.Money or ExportKind.Percent;

    internal SheetColumn Sheet(string currency) => new(Kind == ExportKind.Money ? $"{Title} ({currency})" : Title, Width, Kind switch
    {
        ExportKind.Code => CellLook.Code,
        ExportKind.Whole => CellLook.Whole,
        ExportKind.Number => CellLook.Number,
        ExportKind.Money => CellLook.Money,
        ExportKind.Percent => CellLook.Percent,
        _ => CellLook.Plain,
    });
}

/// <summary>The same with where its value comes from.</summary>
public sealed record ExportColumn<TRow>(string Id, string Title, ExportKind Kind, Func<TRow, object?> Value, double Width = 0)
    : ExportColumn(Id, Title, Kind, Width > 0 ? Width : UsualWidth(Kind))
{
    private static double UsualWidth(ExportKind kind) => kind switch
    {
        ExportKind.Text => 22,
        ExportKind.Code => 16,
        ExportKind.Day => 12,
        ExportKind.Moment => 20,
        ExportKind.YesNo => 9,
        _ => 13,
    };
}
