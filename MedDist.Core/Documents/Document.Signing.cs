using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Documents;

public sealed partial class Document
{
    public const int ReasonLength = 500;

    /// <summary>The one person whose signature is asked for; null where none is.</summary>
    public Guid? SignerUserId { get; private set; }

    /// <summary>What the form said when it was signed (<see cref="Signing.SignedFacts"/>); null where nobody has signed it here.</summary>
    [Phi]
    [Encrypted(IsLong = true)]
    public string? SignedContent { get; private set; }

    /// <summary>Since when the signature does not count any more. It stays, with its file, in the history.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Why it does not: which labels of the form changed, never their values.</summary>
    public string? VoidReason { get; private set; }

    /// <summary>An order form that waits for a signature. It has no file yet: until it is signed it says what the order says.</summary>
    public static Document ToSign(Guid orderId, Guid signer, Guid? id = null) =>
        new() { Id = id ?? Guid.CreateVersion7(), Type = DocumentType.OrderForm, OwnerType = DocumentOwner.Order, OwnerId = orderId, RequiresSignature = true, Status = DocumentStatus.PendingSignature, SignerUserId = signer };

    /// <summary>Signs it, once: the document is from then on what was signed, which <paramref name="content"/> holds. Fails for everybody but the signer, and where it is signed already.</summary>
    public Result Sign(Guid? by, Signature signature, string content, string? key, FileDetails? details)
    {
        var refusal = by is null || by != SignerUserId ? SigningFailures.NotSigner : Status != DocumentStatus.PendingSignature ? SigningFailures.AlreadySigned : null;
        if (refusal is not null)
        {
            return refusal;
        }

        Signatures = [.. Signatures, signature];
        (Status, signatureCompletedAt, SignedContent, fileKey, file) = (DocumentStatus.SignatureComplete, signature.SignedAt, content, key, details);
        return Result.Ok;
    }

    /// <summary>The form was changed after it was signed: the signature does not count any more.</summary>
    public void VoidSignature(string reason, DateTimeOffset now)
    {
        if (Status == DocumentStatus.SignatureComplete)
        {
            (Status, VoidedAt, VoidReason) = (DocumentStatus.SignatureVoid, now, reason.Length > ReasonLength ? reason[..ReasonLength] : reason);
        }
    }
}
