using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Exports;

/// <summary>
/// Somebody who was on a list that left the system: with the export's own accounts of its downloads the answer to "in which files was this patient?" (45 CFR 164.528). A long file
/// is written in parts, and names a recipient once for each part in which they are.
/// </summary>
public sealed class ExportedPerson : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; init; }

    public required Guid ExportId { get; init; }

    public required Guid RecipientId { get; init; }
}

/// <summary>A file in which a recipient was.</summary>
/// <param name="ExportId">The export; its downloads stand in the access log under this id.</param>
/// <param name="Title">What the list is called.</param>
/// <param name="Format">The kind of file.</param>
/// <param name="UserName">Who took it along.</param>
/// <param name="Purpose">What for, in words.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="DownloadedAt">The last download; null where the file never left.</param>
/// <param name="Downloads">How often it was downloaded.</param>
public sealed record PersonExportRow(Guid ExportId, string Title, ExportFormat Format, string UserName, string Purpose, DateTimeOffset At, DateTimeOffset? DownloadedAt, int Downloads);
