using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Exports;

/// <summary>
/// Somebody who was on a list that left the system: with the accounts of its downloads in the access log the answer to "in which files was this patient?" (45 CFR 164.528). A long file
/// is written in parts, and names a recipient once for each part in which they are.
/// </summary>
public sealed class ExportedPerson : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; init; }

    public required Guid ExportId { get; init; }

    public required Guid RecipientId { get; init; }
}
