using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders.Drafts;

/// <summary>An order form that is not submitted yet. It needs nothing but a tenant and an author; it becomes one order, or one for each manufacturer of its products.</summary>
public sealed class OrderDraft : TenantEntity
{
    private string stored = "{}";

    public required Guid AuthorUserId { get; init; }

    /// <summary>The provider it is written for, who may finish what the office began.</summary>
    public Guid? ProviderId { get; private set; }

    /// <summary>What has been filled in, as JSON; empty once it is submitted.</summary>
    [Phi]
    [Encrypted(IsLong = true)]
    public string Stored { get => stored; private set => stored = value; }

    /// <summary>Counts the saves of the content, from 1; 0 is a form that was never saved.</summary>
    public int Revision { get; private set; }

    /// <summary>Who saved it last, for the other of two who work on it.</summary>
    public string SavedByName { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    public DateTimeOffset? DiscardedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The orders that it became.</summary>
    public List<Guid> OrderIds { get; private set; } = [];

    public bool IsOpen => SubmittedAt is null && DiscardedAt is null;

    public OrderDraftContent Content => OrderDraftContent.Read(stored);

    public void Write(OrderDraftContent content, string by, DateTimeOffset now) =>
        (stored, ProviderId, SavedByName, SavedAt, Revision) = (content.Write(), content.Provider?.Id, by, now, Revision + 1);

    public void Discard(DateTimeOffset now) => DiscardedAt = now;

    public void Restore() => DiscardedAt = null;

    /// <summary>It has become orders, which hold what it held.</summary>
    public void Submitted(IEnumerable<Guid> orders, DateTimeOffset now) => (stored, SubmittedAt, OrderIds) = ("{}", now, [.. orders]);
}
