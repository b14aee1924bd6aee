using MedDist.Core.Kernel;

namespace MedDist.Core.Verifications;

/// <summary>One request to a manufacturer to verify what one order needs, and how its cases stood before, so that it can be taken back until it leaves.</summary>
public sealed class VerificationRequest : TenantEntity
{
    public required Guid OrderId { get; init; }

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
