using MedDist.Core.Kernel;

namespace MedDist.Core.Documents;

public sealed partial class Document
{
    /// <summary>The one person whose signature is asked for; null where none is.</summary>
    public Guid? SignerUserId { get; private set; }

    /// <summary>An order form that waits for a signature. It has no file yet: until it is signed it says what the order says.</summary>
    public static Document ToSign(Guid orderId, Guid signer, Guid? id = null) =>
        new() { Id = id ?? Guid.CreateVersion7(), Type = DocumentType.OrderForm, OwnerType = DocumentOwner.Order, OwnerId = orderId, RequiresSignature = true, Status = DocumentStatus.PendingSignature, SignerUserId = signer };

    /// <summary>Signs it, once: the document is from then on what was signed. Fails for everybody but the signer, and where it is signed already.</summary>
    public Result Sign(Guid? by, Signature signature, string key, FileDetails details)
    {
        var refusal = by is null || by != SignerUserId ? SigningFailures.NotSigner : Status != DocumentStatus.PendingSignature ? SigningFailures.AlreadySigned : null;
        if (refusal is not null)
        {
            return refusal;
        }

        Signatures = [.. Signatures, signature];
        (Status, signatureCompletedAt, fileKey, file) = (DocumentStatus.SignatureComplete, signature.SignedAt, key, details);
        return Result.Ok;
    }
}
