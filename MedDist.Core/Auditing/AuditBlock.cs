using MedDist.Core.Kernel;

namespace MedDist.Core.Auditing;

/// <summary>A record that is written once and sealed block by block; each tenant has one of each.</summary>
public enum AuditBook
{
    /// <summary>Who changed what (<see cref="ActivityLog"/>).</summary>
    Activity,

    /// <summary>Who saw whom (<see cref="PhiAccessLog"/>).</summary>
    Phi,
}

/// <summary>
/// A sealed stretch of a book: what was in which row, chained to the block before. It holds a hash for each row, so that a row that was changed, taken away or put in later is found and named
/// (45 CFR 164.312(c)(1), integrity).
/// </summary>
public sealed class AuditBlock : IAppendOnly, ITenantOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TenantId { get; init; }

    public required AuditBook Book { get; init; }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>The newest moment of a row in this block or one before: rows up to here, less <see cref="AuditSealing.LookBack"/>, are all sealed.</summary>
    public required DateTimeOffset Through { get; init; }

    public required int Rows { get; init; }

    /// <summary>For each row its id (16 bytes) and the SHA-256 of its content (32 bytes).</summary>
    public required byte[] Entries { get; init; }

    /// <summary>Of the block before; of the anchor where the beginning was taken away; empty for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over all of the above, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash, closed with the installation's key ring: who can write to the database alone cannot make one.</summary>
    public required string Seal { get; init; }

    public required DateTimeOffset SealedAt { get; init; }
}

/// <summary>Stands for the beginning of a book that was taken away after its years of keeping: the chain goes on from its hash.</summary>
public sealed class AuditAnchor : IAppendOnly, ITenantOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TenantId { get; init; }

    public required AuditBook Book { get; init; }

    /// <summary>The last block that was taken away.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset Through { get; init; }

    /// <summary>How many rows went with this one.</summary>
    public required int Rows { get; init; }

    public required string Hash { get; init; }

    public required string Seal { get; init; }

    public required DateTimeOffset TakenAt { get; init; }
}

/// <summary>One walk along the chains of a tenant, and what it found.</summary>
public sealed class AuditCheck : IAppendOnly, ITenantOwned
{
    /// <summary>Findings that are kept of one check; more are counted.</summary>
    public const int MostFindings = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TenantId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Rows that were compared with their seal.</summary>
    public required int Rows { get; init; }

    public required int Blocks { get; init; }

    /// <summary>Rows that nothing can be said about yet, because they are not sealed.</summary>
    public required int NotChecked { get; init; }

    /// <summary>How many things are wrong; <see cref="Findings"/> holds the first of them.</summary>
    public required int Wrong { get; init; }

    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>Where each chain ended, so that the next check sees when its end was cut off.</summary>
    public required IReadOnlyList<AuditHead> Heads { get; init; }

    /// <summary>Who asked; null for the nightly job and the command line.</summary>
    public Guid? UserId { get; init; }

    public required string ByName { get; init; }
}

/// <summary>The last block of a book.</summary>
public sealed record AuditHead(AuditBook Book, int Number, string Hash);

/// <summary>What is wrong with a place of the audit trail.</summary>
public enum AuditFault
{
    /// <summary>The row is not what it was when it was sealed.</summary>
    RowChanged,

    /// <summary>A sealed row is gone.</summary>
    RowDeleted,

    /// <summary>A row stands in a stretch that was sealed without it.</summary>
    RowInserted,

    /// <summary>The block itself is not what was sealed.</summary>
    BlockChanged,

    /// <summary>Blocks are gone from the middle or the beginning.</summary>
    BlockMissing,

    /// <summary>Blocks that the last check saw at the end are gone or others.</summary>
    EndCut,
}

/// <summary>One thing that is wrong, and where.</summary>
/// <param name="Book">In which book.</param>
/// <param name="Fault">What.</param>
/// <param name="Block">Number of the block; null for a row that is in none.</param>
/// <param name="Row">The row, where it is one.</param>
/// <param name="At">The row's moment, where it is still there.</param>
public sealed record AuditFinding(AuditBook Book, AuditFault Fault, int? Block, Guid? Row, DateTimeOffset? At)
{
    public string Words => (Fault switch
    {
        AuditFault.RowChanged => "An entry was changed after it was sealed",
        AuditFault.RowDeleted => "A sealed entry is gone",
        AuditFault.RowInserted => "An entry was put in later, dated back",
        AuditFault.BlockChanged => "A seal was changed",
        AuditFault.BlockMissing => "Seals are missing before this one",
        _ => "The newest seals that the last check saw are gone or others",
    }) + (Block is { } number ? $" (block {number})." : ".");
}
