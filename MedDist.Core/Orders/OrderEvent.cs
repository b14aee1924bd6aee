using MedDist.Core.Kernel;

namespace MedDist.Core.Orders;

/// <summary>One move of one order: what, from where to where, when, by whom and why. Written once, never changed.</summary>
public sealed class OrderEvent : Entity, ITenantOwned, IAppendOnly
{
    private OrderEvent()
    {
    }

    public OrderEvent(Order order, OrderAction action, OrderStatus from, OrderStatus to, DateTimeOffset at, Guid? byUserId, string byName, string? comment)
    {
        (OrderId, Action, From, To, At, ByUserId, ByName, Comment) = (order.Id, action, from, to, at, byUserId, byName, comment);
        TenantId = order.TenantId;
    }

    public Guid TenantId { get; private set; }

    public Guid OrderId { get; private set; }

    public OrderAction Action { get; private set; }

    public OrderStatus From { get; private set; }

    public OrderStatus To { get; private set; }

    public DateTimeOffset At { get; private set; }

    public Guid? ByUserId { get; private set; }

    public string ByName { get; private set; } = "";

    public string? Comment { get; private set; }

    /// <summary>A coordinator did what is the provider's to do.</summary>
    public bool OnBehalf { get; init; }
}
