using MedDist.Core.Batches;

namespace MedDist.Core.Verifications.Bulk;

/// <summary>A <see cref="VerificationChange"/> as the arguments of a batch.</summary>
public static class VerificationArguments
{
    public const string Status = "status";
    public const string VerifiedOn = "verifiedOn";
    public const string ExpiresOn = "expiresOn";
    public const string Reason = "reason";
    public const string Reference = "reference";
    public const string DocumentId = "documentId";
    public const string Notes = "notes";

    public static BatchArguments Write(VerificationChange change) => BatchArguments.None
        .With(Status, change.Status?.ToString()).With(VerifiedOn, change.VerifiedOn).With(ExpiresOn, change.ExpiresOn)
        .With(Reason, change.Reason).With(Reference, change.Reference).With(DocumentId, change.DocumentId?.ToString()).With(Notes, change.Notes);

    public static VerificationChange Read(BatchArguments arguments) => new()
    {
        Status = Enum.TryParse<VerificationStatus>(arguments.Text(Status), out var status) ? status : null,
        VerifiedOn = arguments.Day(VerifiedOn),
        ExpiresOn = arguments.Day(ExpiresOn),
        Reason = arguments.Text(Reason),
        Reference = arguments.Text(Reference),
        DocumentId = arguments.Id(DocumentId),
        Notes = arguments.Text(Notes),
    };
}
