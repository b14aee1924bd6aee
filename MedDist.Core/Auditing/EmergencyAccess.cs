using MedDist.Core.Kernel;
using MedDist.Core.Users;

namespace MedDist.Core.Auditing;

/// <summary>Why somebody opened a patient who is not theirs (45 CFR 164.312(a)(2)(ii), emergency access).</summary>
public enum EmergencyCategory
{
    Emergency,

    /// <summary>Stands in for a colleague.</summary>
    Cover,

    /// <summary>The patient has come from another facility.</summary>
    Transfer,

    Other,
}

/// <summary>What became of the review.</summary>
public enum EmergencyVerdict
{
    Justified,
    NotJustified,
}

/// <summary>A user's access to one recipient beyond their assignments, for two hours, with its reason and its review.</summary>
public sealed class EmergencyAccess : TenantEntity
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    private DateTimeOffset? endedAt;
    private DateTimeOffset? reviewedAt;
    private Guid? reviewedByUserId;
    private string? reviewedByName;
    private EmergencyVerdict? verdict;
    private string? comment;

    public required Guid UserId { get; init; }

    public required string UserName { get; init; }

    public required Role UserRole { get; init; }

    public required Guid RecipientId { get; init; }

    public required EmergencyCategory Category { get; init; }

    /// <summary>In the user's own words. They may speak of the patient.</summary>
    [Phi, Encrypted(IsLong = true)]
    public required string Reason { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When the user gave it back before its end.</summary>
    public DateTimeOffset? EndedAt { get => endedAt; init => endedAt = value; }

    public DateTimeOffset? ReviewedAt { get => reviewedAt; init => reviewedAt = value; }

    public Guid? ReviewedByUserId { get => reviewedByUserId; init => reviewedByUserId = value; }

    public string? ReviewedByName { get => reviewedByName; init => reviewedByName = value; }

    public EmergencyVerdict? Verdict { get => verdict; init => verdict = value; }

    public string? Comment { get => comment; init => comment = value; }

    public bool IsOpenAt(DateTimeOffset now) => endedAt is null && EndsAt > now;

    public void End(DateTimeOffset now) => endedAt ??= now;

    public void Review(EmergencyVerdict found, string words, ICallContext by, DateTimeOffset now) =>
        (verdict, comment, reviewedByUserId, reviewedByName, reviewedAt) = (found, words, by.UserId, by.UserName, now);
}

/// <summary>Asks for access to somebody who is not one's own.</summary>
/// <param name="RecipientId">To whom.</param>
/// <param name="Category">Why, in one word.</param>
/// <param name="Reason">Why, in one's own words.</param>
public sealed record AskEmergency(Guid RecipientId, EmergencyCategory? Category, string? Reason)
{
    public const int LeastReason = 10;
    public const int ReasonLength = 500;

    /// <summary>What is wrong with it, or null. The page and the service both ask here.</summary>
    public Failure? Check()
    {
        Dictionary<string, string[]> wrong = [];
        if (Category is null)
        {
            wrong[nameof(Category)] = ["Choose why you need it."];
        }

        if ((Reason ?? "").Trim().Length is < LeastReason or > ReasonLength)
        {
            wrong[nameof(Reason)] = [$"Write in {LeastReason} to {ReasonLength} letters why you need to see this patient now. It is read in the review."];
        }

        return wrong.Count > 0 ? new Failure.Invalid(wrong) : null;
    }
}

/// <summary>What a reviewer found.</summary>
/// <param name="Verdict">Whether the access was right.</param>
/// <param name="Comment">In the reviewer's words.</param>
public sealed record ReviewEmergency(EmergencyVerdict? Verdict, string? Comment)
{
    public const int CommentLength = 1000;

    /// <summary>What is wrong with it, or null.</summary>
    public Failure? Check()
    {
        Dictionary<string, string[]> wrong = [];
        if (Verdict is null)
        {
            wrong[nameof(Verdict)] = ["Say whether the access was justified."];
        }

        if ((Comment ?? "").Trim().Length is 0 or > CommentLength)
        {
            wrong[nameof(Comment)] = [$"Write in at most {CommentLength} letters what you found."];
        }

        return wrong.Count > 0 ? new Failure.Invalid(wrong) : null;
    }
}
