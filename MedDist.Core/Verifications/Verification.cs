using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Recipients;

namespace MedDist.Core.Verifications;

/// <summary>What is verified.</summary>
public enum VerificationType
{
    Insurance,
    PriorAuthorization,
    MedicalNecessity,
    License,
}

/// <summary>How long one verification holds.</summary>
public enum VerificationFrequency
{
    PerOrder,
    Weekly,
    Monthly,
    Quarterly,
    Annual,
}

/// <summary>How far a case is.</summary>
public enum VerificationStatus
{
    NotApplicable,
    Pending,
    Generated,
    Sent,
    Verified,
    Rejected,
    Expired,
    Superseded,
}

/// <summary>
/// The case of one recipient, manufacturer and type, open until superseded; unique among open cases. Each time it is verified
/// it gains a <see cref="VerificationPeriod"/>; nothing of its history is lost.
/// </summary>
public sealed partial class Verification : TenantEntity
{
    private readonly List<VerificationPeriod> periods = [];
    private Dictionary<string, string> evidence = [];
    private string? notes;

    public required Guid RecipientId { get; init; }

    public Recipient? Recipient { get; private set; }

    public required Guid ManufacturerId { get; init; }

    public Manufacturer? Manufacturer { get; private set; }

    public required VerificationType Type { get; init; }

    public VerificationStatus Status { get; private set; } = VerificationStatus.Pending;

    /// <summary>Not superseded: the one case of its recipient, manufacturer and type that counts.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Start of the latest period.</summary>
    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>Last valid day of the latest period, inclusive; null where it belongs to one order.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>Reference numbers and answers of the payer or manufacturer, by name.</summary>
    public Dictionary<string, string> Evidence { get => evidence; init => evidence = value; }

    /// <summary>Why it does not apply or was rejected.</summary>
    public string? Reason { get; private set; }

    public Guid? SubmittedByUserId { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public Guid? ReviewedByUserId { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public string? Notes { get => notes; init => notes = value; }

    /// <summary>What names it among the open ones.</summary>
    public VerificationKey Key => new(RecipientId, ManufacturerId, Type);

    public IReadOnlyList<VerificationPeriod> Periods => periods;

    /// <summary>It went to the manufacturer or payer.</summary>
    public void Send(Guid? byUserId, DateTimeOffset now)
    {
        Status = VerificationStatus.Sent;
        SubmittedByUserId = byUserId;
        SubmittedAt = now;
    }

    /// <summary>The request never reached them: stands as it did before it was sent.</summary>
    public void Unsend(VerificationStatus status, Guid? submittedBy, DateTimeOffset? submittedAt) => (Status, SubmittedByUserId, SubmittedAt) = (status, submittedBy, submittedAt);

    /// <summary>It holds, from the period's first day to its last.</summary>
    public void Verify(VerificationPeriod period, DateTimeOffset now)
    {
        periods.Add(period);
        period.Answered(Status == VerificationStatus.Sent ? SubmittedAt : null, now);
        Status = VerificationStatus.Verified;
        (Reason, RedoReason) = (null, null);
        VerifiedOn = period.VerifiedOn;
        ExpiresOn = period.ValidThrough;
        ReviewedByUserId = period.VerifiedByUserId;
        ReviewedAt = now;
    }

    /// <summary>The payer or manufacturer said no.</summary>
    public void Reject(string reason, Guid? byUserId, DateTimeOffset now)
    {
        Status = VerificationStatus.Rejected;
        Reason = reason;
        ReviewedByUserId = byUserId;
        ReviewedAt = now;
    }

    /// <summary>Its last day has passed.</summary>
    public void Expire() => Status = VerificationStatus.Expired;

    /// <summary>A newer case takes its place.</summary>
    public void Supersede()
    {
        Status = VerificationStatus.Superseded;
        IsOpen = false;
    }
}

/// <summary>One time that a case was verified: who, when, until when, on which evidence.</summary>
public sealed partial class VerificationPeriod : TenantEntity
{
    private DateOnly? validThrough;

    public Guid VerificationId { get; init; }

    /// <summary>The only order it counts for, where the manufacturer verifies per order.</summary>
    public Guid? OrderId { get; init; }

    public required VerificationFrequency Frequency { get; init; }

    public required DateOnly VerifiedOn { get; init; }

    /// <summary>A last day named by the payer; may be earlier than the frequency's.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Last valid day, inclusive, by <see cref="VerificationPolicy.ValidThrough"/>; null where it belongs to one order and the cover goes on.</summary>
    public DateOnly? ValidThrough { get => validThrough; init => validThrough = value; }

    /// <summary>When it went to the manufacturer or payer; null where nobody was asked.</summary>
    public DateTimeOffset? RequestedAt { get; private set; }

    /// <summary>When the answer was recorded.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public Guid? CoveragePolicyId { get; init; }

    public Guid? VerifiedByUserId { get; init; }

    public required string VerifiedByName { get; init; }

    public Guid? DocumentId { get; init; }

    /// <summary>What the payer answered, by benefit.</summary>
    public Dictionary<string, string> Benefits { get; init; } = [];

    internal void Answered(DateTimeOffset? requestedAt, DateTimeOffset at) => (RequestedAt, AnsweredAt) = (requestedAt, at);
}
