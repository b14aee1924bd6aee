using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Exports;

/// <summary>The kinds of files.</summary>
public enum ExportFormat
{
    Excel,
    Csv,
    Pdf,
}

/// <summary>What protected health information is taken along for, in the terms of 45 CFR 164.506(c) and 164.512.</summary>
public enum ExportPurpose
{
    Treatment,
    Payment,

    /// <summary>Quality, audits, planning of one's own business.</summary>
    Operations,

    /// <summary>The person asked for it (45 CFR 164.524).</summary>
    Access,

    /// <summary>An authority or a court asked for it.</summary>
    Law,

    /// <summary>In the user's own words.</summary>
    Other,
}

/// <summary>How far an export is.</summary>
public enum ExportState
{
    /// <summary>Small enough to be written when it is downloaded.</summary>
    AtOnce,

    /// <summary>A batch writes it.</summary>
    Writing,

    /// <summary>The file is there.</summary>
    Ready,

    /// <summary>The file was there, and has been deleted.</summary>
    Deleted,
}

/// <summary>One list that somebody takes along as a file: what was on the screen, what for, and until when the file is there.</summary>
public sealed class Export : TenantEntity
{
    public const int AddressLength = 4000, PurposeLength = 300;

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>Which <see cref="IExportSource"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the list is called.</summary>
    public required string Title { get; init; }

    public required ExportFormat Format { get; init; }

    /// <summary>The address of the list, path and query.</summary>
    public required string Address { get; init; }

    /// <summary>What was searched for where that may be a name.</summary>
    [Phi, Encrypted]
    public string? Search { get; init; }

    /// <summary>The columns from left to right, with commas between; null for the usual ones.</summary>
    public string? Columns { get; init; }

    public bool HoldsPhi { get; init; }

    public ExportPurpose? Purpose { get; init; }

    [Phi]
    public string? PurposeText { get; init; }

    public ExportState State { get; private set; }

    /// <summary>Rows on the screen when it was asked for; in the file, once it is written.</summary>
    public int Rows { get; private set; }

    public Guid? BatchId { get; private set; }

    /// <summary>Key of the file; null where it is written at each download, and when it has been deleted.</summary>
    public string? FileKey { get; private set; }

    /// <summary>From when the link no longer works.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? DownloadedAt { get; private set; }

    public int Downloads { get; private set; }

    internal Export Count(int rows, DateTimeOffset expiresAt)
    {
        (Rows, ExpiresAt) = (rows, expiresAt);
        return this;
    }

    internal void Queue() => State = ExportState.Writing;

    internal void RunAs(Guid batchId) => BatchId = batchId;

    internal void Complete(string fileKey, int rows, DateTimeOffset expiresAt) => (State, FileKey, Rows, ExpiresAt) = (ExportState.Ready, fileKey, rows, expiresAt);

    internal void Download(int rows, DateTimeOffset now) => (Rows, DownloadedAt, Downloads) = (rows, now, Downloads + 1);

    internal void Forget() => (State, FileKey) = (ExportState.Deleted, null);

    internal ExportAsk Ask => new(ExportAsk.AddressOf(Address)!, Search, Columns?.Split(',', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the file is called: title, day, and a mark where it is about people.</summary>
    internal string FileName(DateOnly day) => FormattableString.Invariant(
        $"{string.Join('-', Title.ToLowerInvariant().Split([.. Title.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries))}-{day:yyyy-MM-dd}{(HoldsPhi ? "-PHI" : "")}{Format.Extension()}");
}
