using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;

namespace MedDist.Core.Verifications;

/// <summary>What one manufacturer is to be asked for, of one or many recipients.</summary>
/// <param name="ManufacturerId">Whom.</param>
/// <param name="Keys">The cases, or those that are to be opened.</param>
/// <param name="RequestId">The manufacturer's own request that it answers.</param>
public sealed record PrepareBundle(Guid ManufacturerId, IReadOnlyList<VerificationKey> Keys, Guid? RequestId = null);

/// <summary>Sends what was previewed.</summary>
/// <param name="What">The same as in the preview.</param>
/// <param name="At">The moment of the preview, which is the date of the forms.</param>
/// <param name="Digest">What the preview showed: another one is refused.</param>
/// <param name="Key">Made once for each decision; the second time it does nothing.</param>
/// <param name="LeaveNow">As soon as the undo time is over, not with the manufacturer's next bundle.</param>
public sealed record SendBundle(PrepareBundle What, DateTimeOffset At, string Digest, Guid Key, bool LeaveNow = false);

/// <summary>A dry run: what would be sent, to whom and when. Nothing is written.</summary>
public sealed record BundleDraft
{
    public required string Manufacturer { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Stands for every byte of the forms and every address.</summary>
    public required string Digest { get; init; }

    public required OrderContacts Contacts { get; init; }

    /// <summary>There is no contact for IVR requests, so that the one for orders gets it.</summary>
    public required bool UsesOrderContacts { get; init; }

    public required VerificationSending Sending { get; init; }

    /// <summary>When it leaves if nothing else is said.</summary>
    public required DateTimeOffset LeavesAt { get; init; }

    public required IReadOnlyList<BundleForm> Forms { get; init; }

    public required IReadOnlyList<BundleSkip> Skipped { get; init; }

    public required int Messages { get; init; }

    public int Cases => Forms.Sum(f => f.Wanted.Count);
}

/// <summary>One form: one recipient, masked.</summary>
public sealed record BundleForm(Guid RecipientId, string Recipient, string Number, string FileName, IReadOnlyList<VerificationType> Wanted, string? OrderNumber, byte[] Pdf);

/// <summary>What is left out, and why.</summary>
public sealed record BundleSkip(VerificationKey Key, string Reason);

/// <summary>A bundle in the outbox.</summary>
public sealed record SentBundle(Guid Id, DateTimeOffset UndoUntil, DateTimeOffset LeavesAt, int Messages, int Cases);

/// <summary>What was sent for a manufacturer's own request and not taken back.</summary>
public sealed record SentForRequest(int Cases, int Messages, Guid? WorkbookId, DateTimeOffset? At, string? ByName, Guid? OutboxId);
