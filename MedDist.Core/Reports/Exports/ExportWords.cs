using MedDist.Core.Documents.Spreadsheets;

namespace MedDist.Core.Reports.Exports;

/// <summary>Exports in the words of the screen.</summary>
public static class ExportWords
{
    public static string Label(this ExportFormat format) => format == ExportFormat.Excel ? "Excel" : format.ToString().ToUpperInvariant();

    public static string Extension(this ExportFormat format) => format switch
    {
        ExportFormat.Excel => ".xlsx",
        ExportFormat.Csv => ".csv",
        _ => ".pdf",
    };

    public static string ContentType(this ExportFormat format) => format switch
    {
        ExportFormat.Excel => XlsxFile.ContentType,
        ExportFormat.Csv => CsvFile.ContentType,
        _ => "application/pdf",
    };

    public static string Label(this ExportPurpose purpose) => purpose switch
    {
        ExportPurpose.Treatment => "Treatment of the people in it",
        ExportPurpose.Payment => "Payment and supply",
        ExportPurpose.Operations => "Our own operations: quality, audit, planning",
        ExportPurpose.Access => "The person asked for it",
        ExportPurpose.Law => "An authority or a court asked for it",
        _ => "Something else",
    };

    /// <summary>The purpose with what was typed: "Payment and supply: denials of March".</summary>
    public static string Purpose(ExportPurpose? purpose, string? text) => purpose is not { } why ? "" : string.IsNullOrWhiteSpace(text) ? why.Label() : $"{why.Label()}: {text.Trim()}";
}
