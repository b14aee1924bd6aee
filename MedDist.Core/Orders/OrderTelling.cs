using MedDist.Core.Kernel;
using MedDist.Core.Notifications;

namespace MedDist.Core.Orders;

/// <summary>Whom a step of an order is told to, in the save of the step.</summary>
internal static class OrderTelling
{
    /// <summary>The provider hears of what the coordinator decided, or did on their behalf, unless it was the provider's own step.</summary>
    public static void TellProvider(this MedDistDbContext db, Order order, OrderAction action)
    {
        var onBehalf = Order.ActsOnBehalf(action, db.Call.Role);
        if (order.ProviderId is not { } provider || provider == db.Call.UserId
            || !onBehalf && action is not (OrderAction.SendBack or OrderAction.Deny or OrderAction.Approve or OrderAction.Cancel or OrderAction.RejectByManufacturer or OrderAction.Confirm))
        {
            return;
        }

        db.Notify(provider, $"order.{action}", $"{order.OrderNumber}: {action.Label().ToLowerInvariant()}{(onBehalf ? " on your behalf" : "")}", null, $"/orders/{order.Id}");
    }
}
