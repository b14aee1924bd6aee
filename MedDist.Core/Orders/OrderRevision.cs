using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>One saved edit of one order: which fields, from what to what, when and by whom. Written once, never changed.</summary>
public sealed class OrderRevision : Entity, ITenantOwned, IAppendOnly
{
    public Guid TenantId { get; private set; }

    public required Guid OrderId { get; init; }

    /// <summary>The order's version that the edit led to.</summary>
    public required int OrderVersion { get; init; }

    public required DateTimeOffset At { get; init; }

    public Guid? ByUserId { get; init; }

    public required string ByName { get; init; }

    /// <summary>In the words of the screen; roles read of them what <see cref="OrderEditRules.MayRead"/> lets them.</summary>
    [Phi]
    public IReadOnlyList<RevisedField> Fields { get; init; } = [];
}

/// <summary>One field before and after; null for nothing there.</summary>
public sealed record RevisedField(OrderField Field, string Label, string? Before, string? After);
