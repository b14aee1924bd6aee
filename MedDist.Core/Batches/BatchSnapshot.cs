using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Batches;

/// <summary>How a row stood before a chunk of a batch changed it; a batch that comes to a row in several chunks has several of it, saved in the transaction of the change. Not a <see cref="TenantEntity"/>: as with <see cref="BatchItem"/>, the audit trail and the change feed leave it out.</summary>
public sealed class BatchSnapshot : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid EntityId { get; init; }

    /// <summary>JSON; null where the batch made the row.</summary>
    [Phi]
    public string? Before { get; init; }

    /// <summary>Version of the row that the batch left.</summary>
    public required int AfterVersion { get; init; }
}
