using MedDist.Core.Kernel;

namespace MedDist.Core.Documents;

/// <summary>What a document is.</summary>
public enum DocumentType
{
    OrderForm,
    Verification,
    Confirmation,
    Agreement,
    Invoice,
    ProofOfDelivery,

    /// <summary>A picture that somebody uploaded, for example of a wound.</summary>
    Photo,

    /// <summary>Whatever else was uploaded.</summary>
    Other,
}

/// <summary>How far a document is.</summary>
public enum DocumentStatus
{
    Draft,
    PendingSignature,
    SignatureComplete,

    /// <summary>It was signed, and what it says was changed afterwards.</summary>
    SignatureVoid,
    Submitted,
}

/// <summary>What a document belongs to.</summary>
public enum DocumentOwner
{
    Order,
    Verification,
    Recipient,
    Organization,
    Manufacturer,

    /// <summary>An order that is being written; seen by its author alone until it is submitted.</summary>
    Draft,

    Facility,
}

/// <summary>A file of an order, verification or other record; its bytes lie in <see cref="DocumentFiles"/>, outside the database.</summary>
public sealed partial class Document : TenantEntity
{
    private DocumentOwner ownerType;
    private Guid ownerId;
    private string? fileKey;
    private FileDetails? file;
    private DateTimeOffset? signatureCompletedAt;

    public required DocumentType Type { get; init; }

    public DocumentStatus Status { get; private set; } = DocumentStatus.Draft;

    public required DocumentOwner OwnerType { get => ownerType; init => ownerType = value; }

    public required Guid OwnerId { get => ownerId; init => ownerId = value; }

    public Guid? TemplateId { get; init; }

    /// <summary>What was filled in, by field name.</summary>
    public Dictionary<string, string> FormContent { get; init; } = [];

    /// <summary>Which wanted document it is, in the manufacturer's words, for example <c>insurance card</c>; null where it is none of them.</summary>
    public string? RequirementName { get; init; }

    /// <summary>Key of the file in <see cref="DocumentFiles"/>.</summary>
    public string? FileKey { get => fileKey; init => fileKey = value; }

    public FileDetails? File { get => file; init => file = value; }

    public bool RequiresSignature { get; init; }

    public List<Signature> Signatures { get; private set; } = [];

    public Guid? CreatedByUserId { get; init; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Addresses or endpoints it went to.</summary>
    public List<string> SubmittedTo { get; private set; } = [];

    public string? DocusealSubmissionId { get; init; }

    public string? DocusealTemplateId { get; init; }

    /// <summary>The partner's own word for the status.</summary>
    public string? DocusealStatus { get; init; }

    /// <summary>Our field by the template's field.</summary>
    public Dictionary<string, string> FieldMappings { get; init; } = [];

    public DateTimeOffset? SignatureRequestSentAt { get; init; }

    public DateTimeOffset? SignatureCompletedAt { get => signatureCompletedAt; init => signatureCompletedAt = value; }

    /// <summary>The document now belongs to something else, as when a draft becomes an order.</summary>
    public void GiveTo(DocumentOwner type, Guid id) => (ownerType, ownerId) = (type, id);

    /// <summary>The same file for another owner.</summary>
    public Document CopyFor(DocumentOwner type, Guid id) =>
        new() { Type = Type, OwnerType = type, OwnerId = id, RequirementName = RequirementName, FileKey = FileKey, File = File, CreatedByUserId = CreatedByUserId };

    public void Submit(IEnumerable<string> to, DateTimeOffset now)
    {
        Status = DocumentStatus.Submitted;
        SubmittedAt = now;
        SubmittedTo = [.. to];
    }
}

/// <summary>Name, kind, size in bytes and SHA-256 (hex) of a stored file.</summary>
public sealed record FileDetails(string FileName, string ContentType, long Bytes, string Sha256);

/// <summary>Who signed, as what, when.</summary>
public sealed record Signature(string Name, string Role, DateTimeOffset SignedAt)
{
    /// <summary>The account that signed, by which the name is known to be its own.</summary>
    public Guid? UserId { get; init; }

    /// <summary>What was confirmed, word for word.</summary>
    public string? Statement { get; init; }

    public string? IpAddress { get; init; }
}
