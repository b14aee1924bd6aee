using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>One request to a manufacturer to verify cases of one recipient, and how they stood before, so that it can be taken back until it leaves. Several may share one message.</summary>
public sealed class VerificationRequest : TenantEntity
{
    /// <summary>The order that needs it; null where a renewal was asked for ahead of any.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>The bundle it was sent in; null where it was asked for by itself.</summary>
    public Guid? BundleId { get; init; }

    /// <summary>The manufacturer's own request that it answers.</summary>
    public Guid? ManufacturerRequestId { get; init; }

    public required Guid RecipientId { get; init; }

    public required Guid ManufacturerId { get; init; }

    /// <summary>The message it leaves in.</summary>
    public required Guid QueueItemId { get; init; }

    public Guid? RequestedByUserId { get; init; }

    /// <summary>When its cases were marked as sent; the moment of the latest try after one that failed.</summary>
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>The cases it asks for.</summary>
    public IReadOnlyList<RequestedCase> Cases { get; init; } = [];

    /// <summary>It was taken back before it left, or given up.</summary>
    public bool IsWithdrawn { get; private set; }

    public void Withdraw() => IsWithdrawn = true;
}

/// <summary>One case of a request as it stood before.</summary>
/// <param name="VerificationId">The case.</param>
/// <param name="Type">What is verified.</param>
/// <param name="Status">Its status before.</param>
/// <param name="SubmittedByUserId">Who had sent it before.</param>
/// <param name="SubmittedAt">When it had been sent before.</param>
/// <param name="Opened">The request opened it; before, there was none.</param>
public sealed record RequestedCase(Guid VerificationId, VerificationType Type, VerificationStatus Status, Guid? SubmittedByUserId, DateTimeOffset? SubmittedAt, bool Opened);
