using System.ComponentModel.DataAnnotations;
using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>Who reads a comment.</summary>
public enum CommentAudience
{
    /// <summary>The provider's side and the order desk.</summary>
    Shared,

    /// <summary>The order desk alone.</summary>
    Internal,
}

/// <summary>What somebody wrote about an order, to the other side or among colleagues. Written once, never changed.</summary>
public sealed class OrderComment : TenantEntity, IAppendOnly
{
    public required Guid OrderId { get; init; }

    public required CommentAudience Audience { get; init; }

    [Phi]
    public required string Text { get; init; }

    /// <summary>The field it is about, where it is about one.</summary>
    public OrderField? Field { get; init; }

    public required Guid ByUserId { get; init; }

    /// <summary>Their name, which outlives the user.</summary>
    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A comment to be written.</summary>
public sealed record AddComment(CommentAudience Audience)
{
    public const int MaxLength = 4000;

    [Required(ErrorMessage = "Write something first.")]
    [StringLength(MaxLength, ErrorMessage = "Keep a comment under 4,000 characters.")]
    public string? Text { get; init; }

    /// <summary>The field it is about; null for the order as a whole.</summary>
    public OrderField? Field { get; init; }
}

/// <summary>A comment as the caller may read it; null text for roles that do not read about recipients.</summary>
public sealed record OrderCommentRow(Guid Id, CommentAudience Audience, string? Text, string ByName, DateTimeOffset At, bool IsMine, OrderField? Field = null);

/// <summary>What is said about an order, oldest first, and what the caller may add.</summary>
/// <param name="Notes">The note that came with the order; the first of what is shared.</param>
/// <param name="InternalNotes">The first of what is internal; null for callers who do not triage.</param>
/// <param name="Comments">Both kinds, as far as the caller may read them.</param>
/// <param name="MayShare">Whether the caller may write to the other side.</param>
/// <param name="MayWriteInternal">Whether the caller may read and write among the order desk.</param>
public sealed record OrderCommentList(string? Notes, string? InternalNotes, IReadOnlyList<OrderCommentRow> Comments, bool MayShare, bool MayWriteInternal);
