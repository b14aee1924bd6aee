namespace MedDist.Core.Verifications;

/// <summary>What an answer, a workbook or a coordinator says of a case. What is null stays as it is.</summary>
public sealed record VerificationChange
{
    public VerificationStatus? Status { get; init; }

    /// <summary>First day, for one that is verified.</summary>
    public DateOnly? VerifiedOn { get; init; }

    /// <summary>Last valid day, inclusive, as the payer named it; the frequency may end it earlier.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The only order it counts for, where the manufacturer verifies per order.</summary>
    public Guid? OrderId { get; init; }

    public Guid? DocumentId { get; init; }

    /// <summary>Number that the payer or manufacturer gave.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it was rejected, does not apply or is open again.</summary>
    public string? Reason { get; init; }

    public string? Notes { get; init; }

    /// <summary>What the payer answered, by benefit.</summary>
    public IReadOnlyDictionary<string, string>? Benefits { get; init; }
}

/// <summary>What decides how long a verification of one case holds.</summary>
/// <param name="Frequency">As the manufacturer requires it; annual where it requires none of this type.</param>
/// <param name="CoverageEndsOn">Last day of the primary cover, for types that stand on it.</param>
/// <param name="CoveragePolicyId">That cover.</param>
/// <param name="EndsWithPlanYear">Whether it ends on 31 December.</param>
public sealed record VerificationTerms(VerificationFrequency Frequency, DateOnly? CoverageEndsOn = null, Guid? CoveragePolicyId = null, bool EndsWithPlanYear = false);

/// <summary>What names a case: nobody has two open ones of it.</summary>
public readonly record struct VerificationKey(Guid RecipientId, Guid ManufacturerId, VerificationType Type);

/// <summary>How a case stood, so that a change of it can be taken back.</summary>
public sealed record VerificationSnapshot
{
    public required VerificationStatus Status { get; init; }

    public required bool IsOpen { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public string? Reason { get; init; }

    public string? RedoReason { get; init; }

    public string? Notes { get; init; }

    public Guid? SubmittedByUserId { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public Guid? ReviewedByUserId { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public required IReadOnlyDictionary<string, string> Evidence { get; init; }

    public required IReadOnlyList<PeriodSnapshot> Periods { get; init; }
}

/// <summary>How a period stood.</summary>
public sealed record PeriodSnapshot(Guid Id, DateOnly? ValidThrough, DateTimeOffset? VoidedAt);
