namespace MedDist.Core.Documents.Uploads;

/// <summary>A file that somebody adds to an order, a draft or a recipient.</summary>
/// <param name="OwnerType">What it belongs to: <see cref="DocumentOwner.Order"/>, <see cref="DocumentOwner.Draft"/> or <see cref="DocumentOwner.Recipient"/>.</param>
/// <param name="OwnerId">Its id.</param>
/// <param name="File">The file, not read yet.</param>
public sealed record AddUpload(DocumentOwner OwnerType, Guid OwnerId, UploadedFile File)
{
    /// <summary>Which wanted document it is, in the manufacturer's words, for example <c>insurance card</c>.</summary>
    public string? RequirementName { get; init; }
}

/// <summary>An uploaded file as lists show it.</summary>
public sealed record UploadRow(Guid Id, string FileName, bool IsPhoto, long Bytes, string? RequirementName, DateTimeOffset CreatedAt);
