using MedDist.Core.Orders;

namespace MedDist.Web.Orders;

/// <summary>A wish to give an order to somebody, or with null to nobody, as the user saw the order.</summary>
public sealed record Claiming(OrderRow Row, Guid? To);
