using Microsoft.Extensions.Configuration;

namespace MedDist.Core.Reports.Exports;

/// <summary>Takes a list along as it is on the screen.</summary>
/// <param name="Kind">Which grid (<see cref="IExportSource.Kind"/>).</param>
/// <param name="Format">The kind of file.</param>
/// <param name="Address">Path and query of the page.</param>
public sealed record StartExport(string Kind, ExportFormat Format, string Address)
{
    /// <summary>A search that the address does not carry.</summary>
    public string? Search { get; init; }

    /// <summary>The columns shown, from left to right; null for all that the page shows by itself.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Asked for where the grid is about people.</summary>
    public ExportPurpose? Purpose { get; init; }

    public string? PurposeText { get; init; }
}

/// <summary>An export that has begun: download it now, or be told when it is written.</summary>
public sealed record ExportStarted(Guid Id, bool IsReady, int Rows);

/// <summary>How an installation exports (<c>Exports:…</c>).</summary>
/// <param name="RowsAtOnce">Up to so many rows are downloaded at once; more are written by a batch.</param>
/// <param name="KeepDays">So long a file that a batch wrote is kept.</param>
/// <param name="MostPdfRows">More rows than this are no PDF.</param>
/// <param name="PartRows">So many rows a batch writes before it saves how far it is.</param>
public sealed record ExportSettings(int RowsAtOnce, int KeepDays, int MostPdfRows, int PartRows)
{
    public static ExportSettings From(IConfiguration configuration) =>
        new(configuration.GetValue("Exports:RowsAtOnce", 5_000), configuration.GetValue("Exports:KeepDays", 7), configuration.GetValue("Exports:MostPdfRows", 10_000), configuration.GetValue("Exports:PartRows", 5_000));
}

/// <summary>A file for download.</summary>
public sealed record ExportFile(string FileName, string ContentType, Stream Content);
