using MedDist.Core.Kernel;

namespace MedDist.Core.Documents.Uploads;

/// <summary>The rules of uploads that can say no, by name.</summary>
public static class UploadFailures
{
    public const string TooManyRule = "upload.too_many";
    public const string NotUploadedRule = "upload.not_uploaded";

    public static readonly Failure NotUploading = new Failure.Forbidden("Your role does not allow this: adding documents. Ask the order coordinator.");

    public static readonly Failure OwnerNotFound = new Failure.NotFound("order or recipient");

    public static readonly Failure NotFound = new Failure.NotFound("document");

    public static readonly Failure NotUploaded = new Failure.RuleBroken(NotUploadedRule, "This document was made or received by MedDist and stays with the order.");

    public static readonly Failure Stale = new Failure.Stale("document");

    public static readonly Failure TooMany = new Failure.RuleBroken(TooManyRule, $"There are {DocumentUploads.MostFiles} files already. Remove one first, or put pages into one PDF.");
}
